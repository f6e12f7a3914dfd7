package cnnbook.exercises.e08;

import static cnnbook.tensor.Tensor.vector;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 8.3. */
@SolutionTests
public class DropoutPublicTest {
  private static final Tensor X = vector(1, 2, 3, 4);
  private static final Tensor UNIFORM = vector(0.1, 0.9, 0.5, 0.4);

  @Test
  void smallNumbersDropAndTheRestGrows(Dropout solution) {
    Expect.that("forward([1 2 3 4], uniform [0.1 0.9 0.5 0.4], 0.5, true)")
        .gives(vector(0, 4, 6, 0), solution.forward(X, UNIFORM, 0.5, true));
  }

  @Test
  void inferenceLeavesAllAsItIs(Dropout solution) {
    Expect.that("forward([1 2 3 4], uniform [0.1 0.9 0.5 0.4], 0.5, false)")
        .gives(X, solution.forward(X, UNIFORM, 0.5, false));
  }

  @Test
  void theGradientPassesWhereTheValueDid(Dropout solution) {
    Expect.that("backward(dout [1 2 3 4], uniform [0.1 0.9 0.5 0.4], 0.2, true)")
        .gives(vector(0, 2.5, 3.75, 5), solution.backward(X, UNIFORM, 0.2, true));
  }

  @Test
  void nobodyDropsEverything(Dropout solution) {
    Expect.that("forward([1 2 3 4], uniform [0.1 0.9 0.5 0.4], 1, true)")
        .isRefused(() -> solution.forward(X, UNIFORM, 1, true));
  }
}
