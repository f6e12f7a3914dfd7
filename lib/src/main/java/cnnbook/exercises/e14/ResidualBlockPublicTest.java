package cnnbook.exercises.e14;

import static cnnbook.tensor.Tensor.matrix;

import cnnbook.exercises.e14.ResidualBlock.Gradients;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 14.1. */
@SolutionTests
public class ResidualBlockPublicTest {
  private static final Tensor X = matrix("1 2");
  private static final Tensor W1 = matrix("1 1");
  private static final Tensor W2 = matrix("1; -2");
  private static final String ARGUMENTS = "x (1, 2) [1 2], w1 (1, 2) [1 1], w2 (2, 1) [1; -2]";

  @Test
  void branchAndSkipAreAddedBeforeTheLastRelu(ResidualBlock solution) {
    Expect.that("forward(%s)", ARGUMENTS).gives(matrix("4 0"), solution.forward(X, W1, W2));
  }

  @Test
  void theGradientTakesBothWays(ResidualBlock solution) {
    Expect call = Expect.that("backward(%s, dout [1 1])", ARGUMENTS);
    Gradients came = call.present(solution.backward(X, W1, W2, matrix("1 1")));
    call.part("dx").gives(matrix("2 1"), came.dx());
    call.part("dw1").gives(matrix("1 2"), came.dw1());
    call.part("dw2").gives(matrix("3; 0"), came.dw2());
  }

  @Test
  void weightsOfZeroMakeTheIdentity(ResidualBlock solution) {
    Tensor zero = matrix("0 0; 0 0");
    Expect.that("forward(x [1 2], w1 0, w2 0)").gives(X, solution.forward(X, zero, zero));
    Expect call = Expect.that("backward(x [1 2], w1 0, w2 0, dout [3 5])");
    Gradients came = call.present(solution.backward(X, zero, zero, matrix("3 5")));
    call.part("dx").gives(matrix("3 5"), came.dx());
  }

  @Test
  void aBranchOfAnotherWidthIsRefused(ResidualBlock solution) {
    Expect.that("forward(x (1, 2), w1 (1, 2), w2 (3, 1))")
        .isRefused(() -> solution.forward(X, W1, matrix("1; 2; 3")));
  }
}
