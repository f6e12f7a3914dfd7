package cnnbook.solutions.e07;

import cnnbook.exercises.e07.ConvolutionBackward;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.geometry.Window;
import cnnbook.ops.Conv2dOp;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 7.1 is marked by. */
@SolutionTests
public class ConvolutionBackwardHiddenTest {
  @Test
  @Points(2)
  void theInputGetsItsGradient(ConvolutionBackward solution, Random random) {
    for (int kh = 1; kh < 4; kh++) {
      new Trial(random, kh, 1, 0).dx(solution);
    }
  }

  @Test
  @Points(2)
  void theWeightGetsItsGradient(ConvolutionBackward solution, Random random) {
    for (int kh = 1; kh < 4; kh++) {
      new Trial(random, kh, 1, 0).dw(solution);
    }
  }

  @Test
  @Points(1)
  void theBiasGetsItsGradient(ConvolutionBackward solution, Random random) {
    new Trial(random, 2, 1, 0).db(solution);
    new Trial(random, 3, 2, 1).db(solution);
  }

  @Test
  @Points(2)
  void strideAndPaddingMoveTheWindows(ConvolutionBackward solution, Random random) {
    for (int stride = 1; stride < 5; stride++) {
      Trial trial = new Trial(random, 3, stride, stride - 1);
      trial.dx(solution);
      trial.dw(solution);
    }
  }

  @Test
  @Points(1)
  void shapesThatDoNotFitAreRefused(ConvolutionBackward solution, Random random) {
    Trial trial = new Trial(random, 2, 1, 0);
    Tensor dout = trial.dout.slice(2, 0, trial.dout.size(2) - 1);
    Expect.that("backward(x %s, weight %s, dout %s, 1, 0)", trial.shapes(dout))
        .isRefused(() -> solution.backward(trial.x, trial.weight, dout, 1, 0));
    Tensor narrow = trial.x.slice(1, 0, 2);
    Expect.that("backward(x %s with a weight of 3 channels)", narrow.shape())
        .isRefused(() -> solution.backward(narrow, trial.weight, trial.dout, 1, 0));
    trial.dx(solution);
  }

  /** Random inputs of unequal sizes, and what is right for them. */
  private static final class Trial {
    private final Tensor x;
    private final Tensor weight;
    private final Tensor dout;
    private final int stride;
    private final int padding;
    private final Conv2dOp.Gradients right;

    Trial(Random random, int kh, int stride, int padding) {
      this.stride = stride;
      this.padding = padding;
      int h = kh + 4 + random.nextInt(3);
      x = Tensor.gaussian(random, 0, 1, 2, 3, h, h + 1 + random.nextInt(3));
      weight = Tensor.gaussian(random, 0, 1, 4, 3, kh, kh + 1);
      Window window = Window.valid(kh, kh + 1).stride(stride).padding(padding);
      Conv2dOp op = new Conv2dOp(window);
      Conv2dOp.Forward forward = op.forward(x, weight);
      dout = Tensor.gaussian(random, 0, 1, forward.out().shape().toArray());
      right = op.backward(forward, dout);
    }

    Object[] shapes(Tensor dout) {
      return new Object[] {x.shape(), weight.shape(), dout.shape()};
    }

    void dx(ConvolutionBackward solution) {
      call().part("dx").gives(right.dx(), came(solution).dx());
    }

    void dw(ConvolutionBackward solution) {
      call().part("dw").gives(right.dw(), came(solution).dw());
    }

    void db(ConvolutionBackward solution) {
      call().part("db").gives(right.db(), came(solution).db());
    }

    private ConvolutionBackward.Gradients came(ConvolutionBackward solution) {
      return call().present(solution.backward(x, weight, dout, stride, padding));
    }

    private Expect call() {
      return Expect.that(
          "backward(x %s, weight %s, dout %s, %d, %d)",
          x.shape(), weight.shape(), dout.shape(), stride, padding);
    }
  }
}
