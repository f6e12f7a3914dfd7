package cnnbook.exercises.e05;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 5.2. */
@SolutionTests
public class ActivationsPublicTest {
  private static final Tensor X = Tensor.matrix("-2 3; 1 -4");
  private static final Tensor DOUT = Tensor.matrix("10 20; 30 40");

  @Test
  void reluKeepsWhatIsPositive(Activations solution) {
    Expect.that("relu([-2 3; 1 -4])").gives(Tensor.matrix("0 3; 1 0"), solution.relu(X));
  }

  @Test
  void reluLetsGradientsThroughWhereItLetNumbersThrough(Activations solution) {
    Expect.that("reluBackward([-2 3; 1 -4], [10 20; 30 40])")
        .gives(Tensor.matrix("0 20; 30 0"), solution.reluBackward(X, DOUT));
  }

  @Test
  void leakyReluKeepsATenthOfTheNegatives(Activations solution) {
    Expect.that("leaky([-2 3; 1 -4], 0.1)")
        .gives(Tensor.matrix("-0.2 3; 1 -0.4"), solution.leaky(X, 0.1));
    Expect.that("leakyBackward([-2 3; 1 -4], [10 20; 30 40], 0.1)")
        .gives(Tensor.matrix("1 20; 30 4"), solution.leakyBackward(X, DOUT, 0.1));
  }

  @Test
  void eluBendsTowardsMinusOne(Activations solution) {
    // e⁻² = 0.135335, e⁻⁴ = 0.018316
    Expect.that("elu([-2 3; 1 -4], 1)")
        .gives(Tensor.matrix("-0.864665 3; 1 -0.981684"), solution.elu(X, 1));
    Expect.that("eluBackward([-2 3; 1 -4], [10 20; 30 40], 1)")
        .gives(Tensor.matrix("1.35335 20; 30 0.73263"), solution.eluBackward(X, DOUT, 1));
  }
}
