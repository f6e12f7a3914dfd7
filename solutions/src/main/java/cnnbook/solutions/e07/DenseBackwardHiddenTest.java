package cnnbook.solutions.e07;

import cnnbook.exercises.e07.DenseBackward;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Inputs;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.ops.LinearOp;
import cnnbook.ops.ReluOp;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 7.2 is marked by. */
@SolutionTests
public class DenseBackwardHiddenTest {
  @Test
  @Points(1)
  void sumsAndReluMakeTheOutput(DenseBackward solution, Random random) {
    for (int i = 0; i < 5; i++) {
      new Trial(random).forward(solution);
    }
  }

  @Test
  @Points(2)
  void theInputGetsItsGradient(DenseBackward solution, Random random) {
    for (int i = 0; i < 5; i++) {
      new Trial(random).dx(solution);
    }
  }

  @Test
  @Points(2)
  void weightAndBiasGetTheirGradients(DenseBackward solution, Random random) {
    for (int i = 0; i < 5; i++) {
      new Trial(random).parameters(solution);
    }
  }

  @Test
  @Points(1)
  void aUnitAtExactlyZeroIsClosed(DenseBackward solution, Random random) {
    Trial trial = new Trial(random);
    Tensor sums = trial.x.matmul(trial.weight.transpose());
    new Trial(trial.x, trial.weight, sums.select(0, 0).times(-1), trial.dout).dx(solution);
  }

  @Test
  @Points(1)
  void shapesThatDoNotFitAreRefused(DenseBackward solution, Random random) {
    Trial trial = new Trial(random);
    Tensor narrow = trial.x.slice(1, 0, 2);
    Tensor turned = trial.dout.transpose();
    Expect.that("forward(x %s, weight %s, …)", narrow.shape(), trial.weight.shape())
        .isRefused(() -> solution.forward(narrow, trial.weight, trial.bias));
    Expect.that("%s with dout %s", trial.text(), turned.shape())
        .isRefused(() -> solution.backward(trial.x, trial.weight, trial.bias, turned));
    trial.forward(solution);
  }

  /** Whole numbers, so that sums are exact on both sides. */
  private record Trial(Tensor x, Tensor weight, Tensor bias, Tensor dout) {
    Trial(Random random) {
      this(
          Inputs.integers(random, -3, 3, 4, 3),
          Inputs.integers(random, -3, 3, 6, 3),
          Inputs.integers(random, -4, 4, 6),
          Tensor.gaussian(random, 0, 1, 4, 6));
    }

    void forward(DenseBackward solution) {
      Expect.that("forward(x %s, weight %s, bias %s)", x.shape(), weight.shape(), bias.shape())
          .gives(new ReluOp().forward(sums().out()), solution.forward(x, weight, bias));
    }

    void dx(DenseBackward solution) {
      call().part("dx").gives(right().dx(), came(solution).dx());
    }

    void parameters(DenseBackward solution) {
      call().part("dw").gives(right().dw(), came(solution).dw());
      call().part("db").gives(right().db(), came(solution).db());
    }

    private DenseBackward.Gradients came(DenseBackward solution) {
      return call().present(solution.backward(x, weight, bias, dout));
    }

    private LinearOp.Forward sums() {
      return new LinearOp().forward(x, weight, bias);
    }

    private LinearOp.Gradients right() {
      Tensor gated = new ReluOp().backward(sums().out(), dout);
      return new LinearOp().backward(sums(), gated);
    }

    private Expect call() {
      return Expect.that(text());
    }

    private String text() {
      return "backward(x %s, weight %s, bias %s, dout %s)"
          .formatted(x.shape(), weight.shape(), bias.shape(), dout.shape());
    }
  }
}
