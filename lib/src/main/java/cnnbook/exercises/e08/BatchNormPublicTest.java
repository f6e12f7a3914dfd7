package cnnbook.exercises.e08;

import static cnnbook.exercises.tests.Inputs.image;
import static cnnbook.tensor.Tensor.vector;

import cnnbook.exercises.e08.BatchNorm.Running;
import cnnbook.exercises.e08.BatchNorm.Step;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 8.1. */
@SolutionTests
public class BatchNormPublicTest {
  private static final Running BEGINNING = new Running(vector(0), vector(1));

  @Test
  void trainingUsesTheBatch(BatchNorm solution) {
    Expect call = Expect.that("train(x (1, 1, 1, 2) [1 3], γ [4], β [10], [0], [1], 0.5, ε 3)");
    Step came = call.present(train(solution, image("1 3")));
    call.part("out").gives(image("8 12"), came.out());
  }

  @Test
  void trainingMovesTheAverages(BatchNorm solution) {
    Expect call = Expect.that("train(x (1, 1, 1, 2) [1 3], γ [4], β [10], [0], [1], 0.5, ε 3)");
    Running came =
        call.part("running").present(call.present(train(solution, image("1 3"))).running());
    call.part("running().mean").gives(vector(1), came.mean());
    call.part("running().variance").gives(vector(1.5), came.variance());
  }

  @Test
  void eachChannelHasItsOwnMean(BatchNorm solution) {
    Tensor x = Tensor.of(new float[] {1, 10, 3, 30}, 2, 2, 1, 1);
    Running running = new Running(vector(0, 0), vector(1, 1));
    Expect call = Expect.that("train(x (2, 2, 1, 1) [1 10 | 3 30], γ 1, β 0, [0 0], [1 1], 1, 0)");
    Step came = call.present(solution.train(x, vector(1, 1), vector(0, 0), running, 1, 0));
    call.part("out").gives(Tensor.of(new float[] {-1, -1, 1, 1}, 2, 2, 1, 1), came.out());
  }

  @Test
  void inferenceUsesTheAverages(BatchNorm solution) {
    Running running = new Running(vector(1), vector(5));
    Expect.that("infer(x (1, 1, 1, 2) [7 1], γ [2], β [1], mean [1], variance [5], ε 4)")
        .gives(image("5 1"), solution.infer(image("7 1"), vector(2), vector(1), running, 4));
  }

  @Test
  void oneValueHasNoVariance(BatchNorm solution) {
    Expect.that("train(x (1, 1, 1, 1), …)").isRefused(() -> train(solution, image("7")));
  }

  private static Step train(BatchNorm solution, Tensor x) {
    return solution.train(x, vector(4), vector(10), BEGINNING, 0.5, 3);
  }
}
