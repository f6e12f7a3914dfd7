package cnnbook.solutions.e13;

import cnnbook.exercises.e13.InceptionChannels;
import cnnbook.exercises.e13.InceptionChannels.Widths;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 13.1 is marked by. */
@SolutionTests
public class InceptionChannelsHiddenTest {
  private static final InceptionChannels RIGHT = new InceptionChannelsReference();

  @Test
  @Points(1)
  void outputsAreStacked(InceptionChannels solution, Random random) {
    for (int i = 0; i < 5; i++) {
      Widths widths = widths(random);
      Expect.that("outputChannels(%s)", widths)
          .gives(RIGHT.outputChannels(widths), solution.outputChannels(widths));
    }
  }

  @Test
  @Points(2)
  void parametersOfBothKindsOfBlocks(InceptionChannels solution, Random random) {
    for (int i = 0; i < 5; i++) {
      Widths widths = widths(random);
      int c = 1 + random.nextInt(300);
      Expect.that("parameters(%d, %s)", c, widths)
          .gives(RIGHT.parameters(c, widths), solution.parameters(c, widths));
      Expect.that("naiveParameters(%d, %s)", c, widths)
          .gives(RIGHT.naiveParameters(c, widths), solution.naiveParameters(c, widths));
    }
  }

  @Test
  @Points(1)
  void multiplicationsOfLargeAndOblongMaps(InceptionChannels solution, Random random) {
    Widths widths = widths(random);
    int h = 700 + random.nextInt(300);
    int w = h + 200;
    Expect.that("multiplications(800, %d, %d, %s)", h, w, widths)
        .gives(
            RIGHT.multiplications(800, h, w, widths), solution.multiplications(800, h, w, widths));
  }

  @Test
  @Points(2)
  void blocksTakeWhatTheOneBeforePassesOn(InceptionChannels solution, Random random) {
    Widths[] blocks = {widths(random), widths(random), widths(random)};
    for (int n = 0; n <= blocks.length; n++) {
      Widths[] first = Arrays.copyOf(blocks, n);
      Expect.that("stackParameters(50, %s)", Arrays.toString(first))
          .gives(RIGHT.stackParameters(50, first), solution.stackParameters(50, first));
    }
  }

  @Test
  @Points(1)
  void widthsBelowOneAreRefused(InceptionChannels solution, Random random) {
    Widths right = widths(random);
    Widths wrong = new Widths(3, 0, 2, 1, 1, 1);
    Expect.that("outputChannels(%s)", wrong).isRefused(() -> solution.outputChannels(wrong));
    Expect.that("parameters(0, %s)", right).isRefused(() -> solution.parameters(0, right));
    Expect.that("parameters(7, %s)", right)
        .gives(RIGHT.parameters(7, right), solution.parameters(7, right));
  }

  /** All widths differ. */
  private static Widths widths(Random random) {
    int base = 5 + random.nextInt(90);
    return new Widths(base, base + 7, 2 * base + 9, base / 5 + 1, base / 2 + 3, base + 11);
  }
}
