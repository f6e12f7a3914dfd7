package cnnbook.solutions.e06;

import cnnbook.exercises.e06.MaxPooling;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Inputs;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.geometry.Window;
import cnnbook.ops.MaxPool2dOp;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 6.1 is marked by. */
@SolutionTests
public class MaxPoolingHiddenTest {
  @Test
  @Points(2)
  void everyWindowGivesItsLargestValue(MaxPooling solution, Random random) {
    for (int kernel = 1; kernel < 5; kernel++) {
      forward(solution, maps(random, 9, 2 * kernel + 1), kernel, kernel, 0);
    }
  }

  @Test
  @Points(2)
  void strideAndPaddingWorkOnNegativeMaps(MaxPooling solution, Random random) {
    for (int kernel = 2; kernel < 5; kernel++) {
      Tensor x = maps(random, -1, kernel + 3);
      forward(solution, x, kernel, 1, kernel - 1);
      forward(solution, x, kernel, kernel + 1, 1);
      forward(solution, x, kernel, kernel - 1, 0);
    }
  }

  @Test
  @Points(2)
  void overlappingWindowsAddTheirGradients(MaxPooling solution, Random random) {
    for (int kernel = 2; kernel < 5; kernel++) {
      Tensor x = Tensor.gaussian(random, 0, 1, 2, 3, kernel + 4, kernel + 2);
      backward(solution, random, x, kernel, 1, kernel / 2);
      backward(solution, random, x, kernel, kernel + 1, 0);
    }
  }

  @Test
  @Points(1)
  void ofEqualValuesTheFirstGetsAll(MaxPooling solution, Random random) {
    backward(solution, random, maps(random, -8, 7), 3, 2, 1);
    backward(solution, random, Tensor.ones(2, 1, 4, 6), 2, 2, 0);
  }

  @Test
  @Points(1)
  void windowsThatDoNotFitAreRefused(MaxPooling solution, Random random) {
    Tensor x = Tensor.gaussian(random, 0, 1, 1, 2, 3, 8);
    Expect.that("forward(x %s, 6, 1, 1)", x.shape()).isRefused(() -> solution.forward(x, 6, 1, 1));
    Tensor turned = x.permute(0, 1, 3, 2);
    Expect.that("forward(x %s, 6, 1, 1)", turned.shape())
        .isRefused(() -> solution.forward(turned, 6, 1, 1));
    Expect.that("forward(x %s, 2, 1, 2)", x.shape()).isRefused(() -> solution.forward(x, 2, 1, 2));
    Expect.that("backward(x %s, dout %s, 6, 1, 1)", x.shape(), x.shape())
        .isRefused(() -> solution.backward(x, x, 6, 1, 1));
    forward(solution, x, 3, 1, 0);
  }

  /** Maps of whole numbers in −9 … high, so that equal ones are frequent. */
  private static Tensor maps(Random random, int high, int h) {
    return Inputs.integers(random, -9, high, 2, 3, h, h + 1 + random.nextInt(3));
  }

  private static void forward(MaxPooling solution, Tensor x, int kernel, int stride, int padding) {
    Expect.that("forward(x %s, %d, %d, %d)", x.shape(), kernel, stride, padding)
        .gives(
            op(kernel, stride, padding).forward(x).out(),
            solution.forward(x, kernel, stride, padding));
  }

  private static void backward(
      MaxPooling solution, Random random, Tensor x, int kernel, int stride, int padding) {
    MaxPool2dOp op = op(kernel, stride, padding);
    MaxPool2dOp.Forward forward = op.forward(x);
    Tensor dout = Inputs.integers(random, 1, 9, forward.out().shape());
    Expect.that(
            "backward(x %s, dout %s, %d, %d, %d)", x.shape(), dout.shape(), kernel, stride, padding)
        .gives(op.backward(forward, dout), solution.backward(x, dout, kernel, stride, padding));
  }

  private static MaxPool2dOp op(int kernel, int stride, int padding) {
    return new MaxPool2dOp(Window.valid(kernel).stride(stride).padding(padding));
  }
}
