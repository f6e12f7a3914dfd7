package cnnbook.solutions.e03;

import cnnbook.exercises.e03.OutputSize;
import cnnbook.exercises.e03.OutputSize.Sliding;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.geometry.Axis;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 3.1 is marked by. */
@SolutionTests
public class OutputSizeHiddenTest {
  @Test
  @Points(1)
  void strideRoundsDown(OutputSize solution, Random random) {
    for (int stride = 1; stride < 6; stride++) {
      for (int n = 20; n < 20 + stride; n++) {
        check(solution, n, new Sliding(1 + random.nextInt(9), stride, 0, 0, 1, false));
      }
    }
  }

  @Test
  @Points(1)
  void bothPaddingsCount(OutputSize solution, Random random) {
    for (int before = 0; before < 4; before++) {
      int after = before + 1 + random.nextInt(3);
      check(solution, 30, new Sliding(3 + random.nextInt(4), 1, before, after, 1, false));
      check(solution, 30, new Sliding(3 + random.nextInt(4), 2, after, before, 1, false));
    }
  }

  @Test
  @Points(1)
  void dilationWidensTheKernel(OutputSize solution, Random random) {
    for (int dilation = 2; dilation < 6; dilation++) {
      int n = 40 + random.nextInt(10);
      check(solution, n, new Sliding(2 + random.nextInt(4), 1, 1, 2, dilation, false));
    }
  }

  @Test
  @Points(2)
  void ceilCountsTheLastWindowUnlessItBeginsInThePadding(OutputSize solution, Random random) {
    check(solution, 5, new Sliding(2, 3, 1, 1, 1, true));
    check(solution, 4, new Sliding(2, 5, 1, 2, 1, true));
    for (int stride = 2; stride < 6; stride++) {
      for (int n = 20; n < 20 + stride; n++) {
        int padding = random.nextInt(4);
        check(solution, n, new Sliding(3, stride, padding, 1, 1 + random.nextInt(3), true));
      }
    }
  }

  @Test
  @Points(1)
  void whatDoesNotFitOrMakesNoSenseIsRefused(OutputSize solution, Random random) {
    int n = 4 + random.nextInt(9);
    refuse(solution, n, new Sliding(n + 4, 1, 1, 2, 1, false));
    refuse(solution, n, new Sliding(n + 4, 9, 1, 2, 1, true));
    refuse(solution, n, new Sliding(3, 1, 0, 0, n, false));
    refuse(solution, 0, new Sliding(1, 1, 3, 3, 1, false));
    refuse(solution, n, new Sliding(0, 1, 0, 0, 1, false));
    refuse(solution, n, new Sliding(1, 0, 0, 0, 1, false));
    refuse(solution, n, new Sliding(1, 1, -1, 1, 1, false));
    refuse(solution, n, new Sliding(1, 1, 1, -1, 1, false));
    refuse(solution, n, new Sliding(2, 1, 0, 0, 0, false));
    // The largest kernel that fits, once.
    check(solution, n, new Sliding(n + 3, 2, 1, 2, 1, false));
  }

  private static void check(OutputSize solution, int n, Sliding window) {
    Axis axis =
        new Axis(
            window.kernel(),
            window.stride(),
            window.before(),
            window.after(),
            window.dilation(),
            window.ceil());
    Expect.that("size(%d, %s)", n, window).gives(axis.outputSize(n), solution.size(n, window));
  }

  private static void refuse(OutputSize solution, int n, Sliding window) {
    Expect.that("size(%d, %s)", n, window).isRefused(() -> solution.size(n, window));
  }
}
