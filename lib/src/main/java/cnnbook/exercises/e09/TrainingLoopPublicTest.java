package cnnbook.exercises.e09;

import static cnnbook.tensor.Tensor.matrix;
import static cnnbook.tensor.Tensor.vector;

import cnnbook.exercises.e09.TrainingLoop.State;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 9.2. */
@SolutionTests
public class TrainingLoopPublicTest {
  private static final State REST =
      new State(matrix("0; 0"), vector(0, 0), matrix("0; 0"), vector(0, 0));
  private static final Tensor X = matrix("2");
  private static final int[] FIRST = {0};

  @Test
  void aStepGoesAgainstTheGradient(TrainingLoop solution) {
    // Both probabilities are 0.5, so the scores' gradient is −0.5 and 0.5.
    Expect call = Expect.that("step(zeros, x [2], labels [0], 0.1, 0.9)");
    State came = call.present(solution.step(REST, X, FIRST, 0.1, 0.9));
    call.part("weight").gives(matrix("0.1; -0.1"), came.weight());
    call.part("bias").gives(vector(0.05, -0.05), came.bias());
    call.part("weightVelocity").gives(matrix("-1; 1"), came.weightVelocity());
    call.part("biasVelocity").gives(vector(-0.5, 0.5), came.biasVelocity());
  }

  @Test
  void theVelocityStaysInPart(TrainingLoop solution) {
    State moving = new State(matrix("0; 0"), vector(0, 0), matrix("4; 6"), vector(2, -2));
    Expect call = Expect.that("step(weightVelocity [4; 6], biasVelocity [2 -2], …, 0.1, 0.5)");
    State came = call.present(solution.step(moving, X, FIRST, 0.1, 0.5));
    call.part("weightVelocity").gives(matrix("1; 4"), came.weightVelocity());
    call.part("weight").gives(matrix("-0.1; -0.4"), came.weight());
    call.part("biasVelocity").gives(vector(0.5, -0.5), came.biasVelocity());
  }

  @Test
  void trainingSeparatesFourPoints(TrainingLoop solution) {
    Tensor x = matrix("1 2; 2 1; -1 -2; -2 -1");
    Expect call = Expect.that("train(x [1 2; 2 1; -1 -2; -2 -1], labels [0 0 1 1], 2, 0.1)");
    State came = call.present(solution.train(x, new int[] {0, 0, 1, 1}, 2, 0.1));
    double margin = came.weight().get(0, 0) - came.weight().get(1, 0);
    Expect.that("the score of class 0 grows with the first number").gives(true, margin > 0);
  }

  @Test
  void aLabelThatDoesNotExistIsRefused(TrainingLoop solution) {
    Expect.that("step(two classes, labels [2], …)")
        .isRefused(() -> solution.step(REST, X, new int[] {2}, 0.1, 0.9));
  }
}
