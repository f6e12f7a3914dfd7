package cnnbook.exercises.e07;

import static cnnbook.tensor.Tensor.matrix;

import cnnbook.exercises.e07.DenseBackward.Gradients;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 7.2. */
@SolutionTests
public class DenseBackwardPublicTest {
  private static final Tensor X = matrix("1 2");
  private static final Tensor WEIGHT = matrix("3 4; -1 0; 1 -1");
  private static final Tensor BIAS = Tensor.vector(5, 0, 1);
  private static final String ARGUMENTS =
      "x (1, 2) [1 2], weight (3, 2) [3 4; -1 0; 1 -1], bias [5 0 1]";

  @Test
  void negativeSumsBecomeZero(DenseBackward solution) {
    Expect.that("forward(%s)", ARGUMENTS)
        .gives(matrix("16 0 0"), solution.forward(X, WEIGHT, BIAS));
  }

  @Test
  void onlyOpenUnitsPassTheGradient(DenseBackward solution) {
    Expect call = Expect.that("backward(%s, dout [2 7 7])", ARGUMENTS);
    Gradients came = call.present(solution.backward(X, WEIGHT, BIAS, matrix("2 7 7")));
    call.part("dx").gives(matrix("6 8"), came.dx());
    call.part("dw").gives(matrix("2 4; 0 0; 0 0"), came.dw());
    call.part("db").gives(Tensor.vector(2, 0, 0), came.db());
  }

  @Test
  void theBatchIsSummed(DenseBackward solution) {
    Expect call = Expect.that("backward(x [1; 2], weight [3], bias [0], dout [1; 10])");
    Gradients came =
        call.present(
            solution.backward(matrix("1; 2"), matrix("3"), Tensor.vector(0), matrix("1; 10")));
    call.part("dx").gives(matrix("3; 30"), came.dx());
    call.part("dw").gives(matrix("21"), came.dw());
    call.part("db").gives(Tensor.vector(11), came.db());
  }

  @Test
  void aWeightForOtherInputsIsRefused(DenseBackward solution) {
    Expect.that("forward(x (1, 3), weight (3, 2), bias (3))")
        .isRefused(() -> solution.forward(Tensor.ones(1, 3), WEIGHT, BIAS));
  }
}
