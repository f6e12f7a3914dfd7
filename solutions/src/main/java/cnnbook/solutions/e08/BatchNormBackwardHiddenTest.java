package cnnbook.solutions.e08;

import cnnbook.exercises.e08.BatchNormBackward;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.ops.BatchNormOp;
import cnnbook.ops.RunningStatistics;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 8.2 is marked by. */
@SolutionTests
public class BatchNormBackwardHiddenTest {
  @Test
  @Points(3)
  void theInputGetsAllThreeTerms(BatchNormBackward solution, Random random) {
    for (int n = 1; n < 5; n++) {
      new Trial(random, n).dx(solution);
    }
  }

  @Test
  @Points(2)
  void gammaAndBetaGetTheirSums(BatchNormBackward solution, Random random) {
    for (int n = 1; n < 5; n++) {
      Trial trial = new Trial(random, n);
      trial.call().part("dgamma").gives(trial.right().dgamma(), trial.came(solution).dgamma());
      trial.call().part("dbeta").gives(trial.right().dbeta(), trial.came(solution).dbeta());
    }
  }

  @Test
  @Points(1)
  void theInputMayBeItsOwnGradient(BatchNormBackward solution, Random random) {
    Trial trial = new Trial(random, 3);
    new Trial(trial.x, trial.gamma, trial.x, trial.epsilon).dx(solution);
  }

  @Test
  @Points(1)
  void aGradientOfAnotherShapeIsRefused(BatchNormBackward solution, Random random) {
    Trial trial = new Trial(random, 2);
    Tensor turned = trial.dout.permute(0, 1, 3, 2);
    Expect.that("backward(x %s, γ, dout %s, ε)", trial.x.shape(), turned.shape())
        .isRefused(() -> solution.backward(trial.x, trial.gamma, turned, trial.epsilon));
    trial.dx(solution);
  }

  /** Random inputs of 4 channels; ε is large, so that it shows. */
  private record Trial(Tensor x, Tensor gamma, Tensor dout, double epsilon) {
    Trial(Random random, int n) {
      this(
          Tensor.gaussian(random, 1, 2, n, 4, 2, 3),
          Tensor.uniform(random, 1.5, 3, 4),
          Tensor.gaussian(random, 0.5, 1, n, 4, 2, 3),
          random.nextDouble(0.5, 1));
    }

    BatchNormOp.Gradients right() {
      BatchNormOp op = new BatchNormOp(epsilon, 0.1);
      Tensor beta = Tensor.zeros(gamma.count());
      return op.backward(
          op.forwardTraining(x, gamma, beta, new RunningStatistics(gamma.count())), dout);
    }

    void dx(BatchNormBackward solution) {
      call().part("dx").gives(right().dx(), came(solution).dx());
    }

    BatchNormBackward.Gradients came(BatchNormBackward solution) {
      return call().present(solution.backward(x, gamma, dout, epsilon));
    }

    Expect call() {
      return Expect.that(
          "backward(x %s, γ %s, dout %s, ε %.3f)", x.shape(), gamma.shape(), dout.shape(), epsilon);
    }
  }
}
