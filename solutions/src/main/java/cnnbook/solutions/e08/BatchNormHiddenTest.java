package cnnbook.solutions.e08;

import cnnbook.exercises.e08.BatchNorm;
import cnnbook.exercises.e08.BatchNorm.Running;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.ops.BatchNormOp;
import cnnbook.ops.RunningStatistics;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 8.1 is marked by. */
@SolutionTests
public class BatchNormHiddenTest {
  @Test
  @Points(3)
  void trainingNormalizesWithTheBatch(BatchNorm solution, Random random) {
    for (int i = 0; i < 4; i++) {
      Trial trial = new Trial(random, 2, 3);
      trial.call().part("out").gives(trial.op().out(), trial.came(solution).out());
    }
  }

  @Test
  @Points(2)
  void runningAveragesMove(BatchNorm solution, Random random) {
    for (int i = 0; i < 4; i++) {
      Trial trial = new Trial(random, 2, 1);
      Running came = trial.call().part("running").present(trial.came(solution).running());
      RunningStatistics right = trial.statistics();
      trial.train(right);
      trial.call().part("running().mean").gives(right.mean(), came.mean());
      trial.call().part("running().variance").gives(right.variance(), came.variance());
    }
  }

  @Test
  @Points(2)
  void inferenceUsesTheRunningAverages(BatchNorm solution, Random random) {
    for (int n = 1; n < 4; n++) {
      Trial t = new Trial(random, n, 2);
      Tensor right =
          new BatchNormOp(t.epsilon, t.momentum)
              .forwardInference(t.x, t.gamma, t.beta, t.statistics())
              .out();
      Expect.that("infer(x %s, γ, β %s, running, ε %.3f)", t.x.shape(), t.beta.shape(), t.epsilon)
          .gives(right, solution.infer(t.x, t.gamma, t.beta, t.running, t.epsilon));
    }
  }

  @Test
  @Points(1)
  void oneValuePerChannelIsRefused(BatchNorm solution, Random random) {
    Trial trial = new Trial(random, 2, 2);
    Tensor x = Tensor.gaussian(random, 0, 1, 1, 4, 1, 1);
    Expect.that("train(x %s, …)", x.shape())
        .isRefused(
            () ->
                solution.train(
                    x, trial.gamma, trial.beta, trial.running, trial.momentum, trial.epsilon));
    trial.call().part("out").gives(trial.op().out(), trial.came(solution).out());
  }

  /** Random inputs of 4 channels; ε is large, so that its place shows. */
  private record Trial(
      Tensor x, Tensor gamma, Tensor beta, Running running, double momentum, double epsilon) {
    Trial(Random random, int n, int h) {
      this(
          Tensor.gaussian(random, 2, 3, n, 4, h, h + 1),
          Tensor.uniform(random, 0.5, 2, 4),
          Tensor.gaussian(random, 0, 1, 4),
          new Running(Tensor.gaussian(random, 0, 1, 4), Tensor.uniform(random, 1, 3, 4)),
          random.nextDouble(0.05, 0.4),
          random.nextDouble(0.1, 1));
    }

    RunningStatistics statistics() {
      return new RunningStatistics(running.mean().copy(), running.variance().copy());
    }

    BatchNormOp.Forward train(RunningStatistics statistics) {
      return new BatchNormOp(epsilon, momentum).forwardTraining(x, gamma, beta, statistics);
    }

    BatchNormOp.Forward op() {
      return train(statistics());
    }

    BatchNorm.Step came(BatchNorm solution) {
      return call().present(solution.train(x, gamma, beta, running, momentum, epsilon));
    }

    Expect call() {
      return Expect.that(
          "train(x %s, γ %s, β %s, running, momentum %.3f, ε %.3f)",
          x.shape(), gamma.shape(), beta.shape(), momentum, epsilon);
    }
  }
}
