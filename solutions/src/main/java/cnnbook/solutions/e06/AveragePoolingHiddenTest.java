package cnnbook.solutions.e06;

import cnnbook.exercises.e06.AveragePooling;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.geometry.Window;
import cnnbook.ops.AvgPool2dOp;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 6.2 is marked by. */
@SolutionTests
public class AveragePoolingHiddenTest {
  @Test
  @Points(2)
  void everyWindowGivesItsMean(AveragePooling solution, Random random) {
    for (int kernel = 1; kernel < 5; kernel++) {
      Tensor x = maps(random, 2 * kernel + 1);
      forward(solution, x, kernel, kernel, 0, true);
      forward(solution, x, kernel, 1, 0, false);
    }
  }

  @Test
  @Points(2)
  void paddingCountsOnlyIfAskedFor(AveragePooling solution, Random random) {
    for (int kernel = 2; kernel < 5; kernel++) {
      Tensor x = maps(random, kernel + 3);
      forward(solution, x, kernel, kernel - 1, kernel / 2, true);
      forward(solution, x, kernel, kernel + 1, kernel - 1, false);
    }
  }

  @Test
  @Points(2)
  void overlappingWindowsAddTheirShares(AveragePooling solution, Random random) {
    for (int kernel = 2; kernel < 5; kernel++) {
      backward(solution, random, kernel, 1, 0, true);
      backward(solution, random, kernel, kernel + 1, 0, true);
    }
  }

  @Test
  @Points(1)
  void sharesHaveTheDivisorOfTheirWindow(AveragePooling solution, Random random) {
    backward(solution, random, 3, 2, 1, true);
    backward(solution, random, 3, 2, 1, false);
  }

  @Test
  @Points(1)
  void windowsThatDoNotFitAreRefused(AveragePooling solution, Random random) {
    Tensor x = Tensor.gaussian(random, 0, 1, 1, 2, 3, 8);
    Expect.that("forward(x %s, 6, 1, 1, true)", x.shape())
        .isRefused(() -> solution.forward(x, 6, 1, 1, true));
    Expect.that("forward(x %s, 2, 1, 2, true)", x.shape())
        .isRefused(() -> solution.forward(x, 2, 1, 2, true));
    Expect.that("backward(x %s, dout %s, 6, 1, 1, false)", x.shape(), x.shape())
        .isRefused(() -> solution.backward(x, x, 6, 1, 1, false));
    forward(solution, x, 3, 1, 0, true);
  }

  private static Tensor maps(Random random, int h) {
    return Tensor.gaussian(random, 0, 3, 2, 3, h, h + 1 + random.nextInt(3));
  }

  private static void forward(
      AveragePooling solution,
      Tensor x,
      int kernel,
      int stride,
      int padding,
      boolean countPadding) {
    Expect.that("forward(x %s, %d, %d, %d, %b)", x.shape(), kernel, stride, padding, countPadding)
        .gives(
            op(kernel, stride, padding, countPadding).forward(x).out(),
            solution.forward(x, kernel, stride, padding, countPadding));
  }

  private static void backward(
      AveragePooling solution,
      Random random,
      int kernel,
      int stride,
      int padding,
      boolean countPadding) {
    Tensor x = maps(random, kernel + 4);
    AvgPool2dOp op = op(kernel, stride, padding, countPadding);
    AvgPool2dOp.Forward forward = op.forward(x);
    Tensor dout = Tensor.gaussian(random, 0, 1, forward.out().shape().toArray());
    Expect.that(
            "backward(x %s, dout %s, %d, %d, %d, %b)",
            x.shape(), dout.shape(), kernel, stride, padding, countPadding)
        .gives(
            op.backward(forward, dout),
            solution.backward(x, dout, kernel, stride, padding, countPadding));
  }

  private static AvgPool2dOp op(int kernel, int stride, int padding, boolean countPadding) {
    return new AvgPool2dOp(Window.valid(kernel).stride(stride).padding(padding), countPadding);
  }
}
