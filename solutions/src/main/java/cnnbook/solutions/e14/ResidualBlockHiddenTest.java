package cnnbook.solutions.e14;

import cnnbook.exercises.e14.ResidualBlock;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.ops.LinearLayer;
import cnnbook.ops.Parameter;
import cnnbook.ops.Pass;
import cnnbook.ops.ReluOp;
import cnnbook.ops.Residual;
import cnnbook.ops.Sequential;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 14.1 is marked by. */
@SolutionTests
public class ResidualBlockHiddenTest {
  @Test
  @Points(2)
  void branchAndSkipAreAddedBeforeTheLastRelu(ResidualBlock solution, Random random) {
    for (int k = 1; k < 5; k++) {
      new Trial(random, k).out(solution);
    }
  }

  @Test
  @Points(2)
  void theInputGetsBothGradients(ResidualBlock solution, Random random) {
    for (int k = 2; k < 6; k++) {
      Trial trial = new Trial(random, k);
      trial.call().part("dx").gives(trial.right().dx(), trial.came(solution).dx());
    }
  }

  @Test
  @Points(2)
  void bothWeightsGetTheirGradients(ResidualBlock solution, Random random) {
    for (int k = 2; k < 6; k++) {
      Trial trial = new Trial(random, k);
      trial.call().part("dw1").gives(trial.right().dw1(), trial.came(solution).dw1());
      trial.call().part("dw2").gives(trial.right().dw2(), trial.came(solution).dw2());
    }
  }

  @Test
  @Points(1)
  void branchesThatDoNotFitAreRefused(ResidualBlock solution, Random random) {
    Trial trial = new Trial(random, 2);
    for (int width = 1; width < 3; width++) {
      Tensor narrow = trial.w2.slice(0, 0, width);
      Expect.that("forward(x %s, w1 %s, w2 %s)", trial.x.shape(), trial.w1.shape(), narrow.shape())
          .isRefused(() -> solution.forward(trial.x, trial.w1, narrow));
    }
    Tensor turned = trial.dout.transpose();
    Expect.that("backward(x %s, …, dout %s)", trial.x.shape(), turned.shape())
        .isRefused(() -> solution.backward(trial.x, trial.w1, trial.w2, turned));
    trial.out(solution);
  }

  /** Random inputs, and the same block made of the library's layers. */
  private record Trial(Tensor x, Tensor w1, Tensor w2, Tensor dout) {
    private static final int N = 5;
    private static final int D = 3;

    Trial(Random random, int k) {
      this(
          Tensor.gaussian(random, 0, 1, N, D),
          Tensor.gaussian(random, 0, 1, k, D),
          Tensor.gaussian(random, 0, 1, D, k),
          Tensor.gaussian(random, 0, 1, N, D));
    }

    void out(ResidualBlock solution) {
      Expect.that("forward(x %s, w1 %s, w2 %s)", x.shape(), w1.shape(), w2.shape())
          .gives(block(layer(w1), layer(w2)).predict(x), solution.forward(x, w1, w2));
    }

    ResidualBlock.Gradients right() {
      LinearLayer first = layer(w1);
      LinearLayer second = layer(w2);
      Pass pass = block(first, second).forward(x, true);
      Tensor dx = pass.backward().apply(dout);
      return new ResidualBlock.Gradients(dx, first.weight().gradient(), second.weight().gradient());
    }

    ResidualBlock.Gradients came(ResidualBlock solution) {
      return call().present(solution.backward(x, w1, w2, dout));
    }

    Expect call() {
      return Expect.that(
          "backward(x %s, w1 %s, w2 %s, dout %s)", x.shape(), w1.shape(), w2.shape(), dout.shape());
    }

    private static Sequential block(LinearLayer first, LinearLayer second) {
      Sequential branch = Sequential.of(first, new ReluOp(), second);
      return Sequential.of(new Residual(branch, Residual.identity()), new ReluOp());
    }

    private static LinearLayer layer(Tensor weight) {
      Tensor bias = Tensor.zeros(weight.size(0));
      return new LinearLayer(new Parameter("weight", weight), new Parameter("bias", bias));
    }
  }
}
