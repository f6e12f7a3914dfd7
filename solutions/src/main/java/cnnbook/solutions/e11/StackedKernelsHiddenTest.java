package cnnbook.solutions.e11;

import cnnbook.exercises.e11.StackedKernels;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 11.1 is marked by. */
@SolutionTests
public class StackedKernelsHiddenTest {
  private static final StackedKernels RIGHT = new StackedKernelsReference();

  @Test
  @Points(1)
  void layersOfAnyKernel(StackedKernels solution, Random random) {
    for (int k = 2; k < 7; k++) {
      int layers = random.nextInt(5);
      int side = layers * (k - 1) + 1;
      Expect.that("layers(%d, %d)", side, k).gives(layers, solution.layers(side, k));
    }
  }

  @Test
  @Points(2)
  void parametersAndMultiplications(StackedKernels solution, Random random) {
    for (int layers = 0; layers < 5; layers++) {
      int c = 3 + random.nextInt(60);
      int k = 2 + random.nextInt(5);
      int h = 6 + random.nextInt(30);
      Expect.that("parameters(%d, %d, %d)", c, k, layers)
          .gives(RIGHT.parameters(c, k, layers), solution.parameters(c, k, layers));
      multiplications(solution, c, h, h + 3, k, layers);
    }
  }

  @Test
  @Points(1)
  void largeNumbersNeedLong(StackedKernels solution, Random random) {
    multiplications(solution, 512, 224, 230 + random.nextInt(20), 3, 3);
  }

  @Test
  @Points(1)
  void whatIsSaved(StackedKernels solution, Random random) {
    for (int layers = 1; layers < 6; layers++) {
      int k = 2 + random.nextInt(4);
      int side = layers * (k - 1) + 1;
      Expect.that("saved(%d, %d)", side, k).gives(RIGHT.saved(side, k), solution.saved(side, k));
    }
  }

  @Test
  @Points(1)
  void sizesThatCannotBeAreRefused(StackedKernels solution, Random random) {
    int k = 4 + random.nextInt(3);
    Expect.that("layers(%d, %d)", k + 2, k).isRefused(() -> solution.layers(k + 2, k));
    Expect.that("saved(%d, %d)", k + 1, k).isRefused(() -> solution.saved(k + 1, k));
    Expect.that("layers(5, 1)").isRefused(() -> solution.layers(5, 1));
    Expect.that("layers(0, 3)").isRefused(() -> solution.layers(0, 3));
    Expect.that("layers(%d, %d)", k, k).gives(1, solution.layers(k, k));
  }

  private static void multiplications(
      StackedKernels solution, int c, int h, int w, int k, int layers) {
    Expect.that("multiplications(%d, %d, %d, %d, %d)", c, h, w, k, layers)
        .gives(
            RIGHT.multiplications(c, h, w, k, layers),
            solution.multiplications(c, h, w, k, layers));
  }
}
