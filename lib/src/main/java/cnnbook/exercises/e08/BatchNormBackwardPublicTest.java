package cnnbook.exercises.e08;

import static cnnbook.exercises.tests.Inputs.image;
import static cnnbook.tensor.Tensor.vector;

import cnnbook.exercises.e08.BatchNormBackward.Gradients;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 8.2. */
@SolutionTests
public class BatchNormBackwardPublicTest {
  @Test
  void theThreeTermsOfTwoValues(BatchNormBackward solution) {
    check(solution, "1 0", "0.75 -0.75", -0.5, 1);
  }

  @Test
  void aConstantGradientIsLostInTheMean(BatchNormBackward solution) {
    check(solution, "5 5", "0 0", 0, 10);
  }

  @Test
  void channelsDoNotMix(BatchNormBackward solution) {
    Tensor x = image("1 3", "-1 -3");
    Expect call =
        Expect.that("backward(x %s [1 3 | -1 -3], γ [4 8], dout [1 0 | 0 1], 3)", x.shape());
    Gradients came = call.present(solution.backward(x, vector(4, 8), image("1 0", "0 1"), 3));
    call.part("dx").gives(image("0.75 -0.75", "-1.5 1.5"), came.dx());
    call.part("dgamma").gives(vector(-0.5, -0.5), came.dgamma());
    call.part("dbeta").gives(vector(1, 1), came.dbeta());
  }

  @Test
  void aGradientOfAnotherShapeIsRefused(BatchNormBackward solution) {
    Expect.that("backward(x (1, 1, 1, 2), γ (1), dout (1, 1, 2, 1), 3)")
        .isRefused(() -> solution.backward(image("1 3"), vector(4), image("1; 0"), 3));
  }

  private static void check(
      BatchNormBackward solution, String gradient, String dx, double dgamma, double dbeta) {
    Expect call = Expect.that("backward(x (1, 1, 1, 2) [1 3], γ [4], dout [%s], 3)", gradient);
    Gradients came = call.present(solution.backward(image("1 3"), vector(4), image(gradient), 3));
    call.part("dx").gives(image(dx), came.dx());
    call.part("dgamma").gives(vector(dgamma), came.dgamma());
    call.part("dbeta").gives(vector(dbeta), came.dbeta());
  }
}
