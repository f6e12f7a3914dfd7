package cnnbook.solutions.e14;

import cnnbook.exercises.e14.PaddedShortcut;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.geometry.Window;
import cnnbook.ops.Conv2dOp;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 14.3 is marked by: a 1×1 convolution whose weight is the identity. */
@SolutionTests
public class PaddedShortcutHiddenTest {
  @Test
  @Points(3)
  void picturesThatTheStrideDoesNotDivide(PaddedShortcut solution, Random random) {
    for (int stride = 1; stride < 5; stride++) {
      forward(solution, random, stride, 3 + random.nextInt(2) * 4);
      forward(solution, random, stride, 6);
    }
  }

  @Test
  @Points(3)
  void gradientsGoBackToTheirPlaces(PaddedShortcut solution, Random random) {
    for (int stride = 1; stride < 5; stride++) {
      backward(solution, random, stride, 3);
      backward(solution, random, stride, 4 + random.nextInt(4));
    }
  }

  @Test
  @Points(1)
  void whatDoesNotFitIsRefused(PaddedShortcut solution, Random random) {
    Tensor x = Tensor.gaussian(random, 0, 1, 2, 3, 6, 4);
    Expect.that("forward(x (2, 3, 6, 4), 2, 2)").isRefused(() -> solution.forward(x, 2, 2));
    Expect.that("forward(x (2, 3, 6, 4), 0, 3)").isRefused(() -> solution.forward(x, 0, 3));
    Expect.that("backward(dout (2, 3, 6, 4), 3, 9, 8, 2)")
        .isRefused(() -> solution.backward(x, 3, 9, 8, 2));
    forward(solution, random, 2, 5);
  }

  private static void forward(PaddedShortcut solution, Random random, int stride, int f) {
    Tensor x = Tensor.gaussian(random, 0, 1, 2, 3, 6, 9);
    Expect.that("forward(x %s, %d, %d)", x.shape(), stride, f)
        .gives(pass(x, stride, f).out(), solution.forward(x, stride, f));
  }

  private static void backward(PaddedShortcut solution, Random random, int stride, int f) {
    Conv2dOp.Forward pass = pass(Tensor.zeros(2, 3, 7, 10), stride, f);
    Tensor dout = Tensor.gaussian(random, 0, 1, pass.out().shape().toArray());
    Expect.that("backward(dout %s, 3, 7, 10, %d)", dout.shape(), stride)
        .gives(op(stride).backward(pass, dout).dx(), solution.backward(dout, 3, 7, 10, stride));
  }

  private static Conv2dOp.Forward pass(Tensor x, int stride, int f) {
    Tensor weight = Tensor.zeros(f, x.size(1), 1, 1);
    for (int c = 0; c < x.size(1); c++) {
      weight.set(1, c, c, 0, 0);
    }
    return op(stride).forward(x, weight);
  }

  private static Conv2dOp op(int stride) {
    return new Conv2dOp(Window.valid(1).stride(stride));
  }
}
