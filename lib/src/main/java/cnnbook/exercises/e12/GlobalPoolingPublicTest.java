package cnnbook.exercises.e12;

import static cnnbook.tensor.Tensor.matrix;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Inputs;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 12.1. */
@SolutionTests
public class GlobalPoolingPublicTest {
  private static final Tensor X = Inputs.image("1 2 3; 4 5 9", "0 0 6; 0 0 0");

  @Test
  void eachMapBecomesItsMean(GlobalPooling solution) {
    Expect.that("forward([1 2 3; 4 5 9], [0 0 6; 0 0 0])")
        .gives(matrix("4 1"), solution.forward(X));
  }

  @Test
  void everyPlaceGetsTheSameShare(GlobalPooling solution) {
    Expect.that("backward(dout [6 -12], 2, 3)")
        .gives(
            Inputs.image("1 1 1; 1 1 1", "-2 -2 -2; -2 -2 -2"),
            solution.backward(matrix("6 -12"), 2, 3));
  }

  @Test
  void theHeadAveragesWhatReluLeaves(GlobalPooling solution) {
    // The maps: [1 2 -3; 4 5 9] + 1 cut at 0, and 0 everywhere.
    Tensor weight = matrix("1 -1; -1 0");
    Expect.that("head(x as above, weight [1 -1; -1 0], bias [1 0])")
        .gives(matrix("4.33333 0"), solution.head(X, weight, Tensor.vector(1, 0)));
  }

  @Test
  void aWeightForOtherChannelsIsRefused(GlobalPooling solution) {
    Expect.that("head(x %s, weight (1, 3), bias (1))", X.shape())
        .isRefused(() -> solution.head(X, matrix("1 2 3"), Tensor.vector(0)));
  }
}
