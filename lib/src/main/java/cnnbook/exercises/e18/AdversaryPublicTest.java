package cnnbook.exercises.e18;

import static cnnbook.tensor.Tensor.matrix;
import static cnnbook.tensor.Tensor.vector;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 18.1. */
@SolutionTests
public class AdversaryPublicTest {
  private static final Tensor X = matrix("0.5 0.5 0.9");

  /** Both classes get the same score, so their probabilities are 0.5. */
  private static final Tensor WEIGHT = matrix("2 0 -4; 2 0 -4");

  private static final Tensor DIFFERENT = matrix("1 0 -2; -1 0 2");
  private static final Tensor BIAS = vector(0, 0);
  private static final int[] FIRST = {0};

  @Test
  void equalClassesHaveNoGradient(Adversary solution) {
    Expect.that("gradient(x [0.5 0.5 0.9], weight [2 0 -4; 2 0 -4], bias 0, [0])")
        .gives(matrix("0 0 0"), solution.gradient(X, WEIGHT, BIAS, FIRST));
  }

  @Test
  void theGradientPointsAwayFromTheLabel(Adversary solution) {
    // Scores of 0 and 0: −0.5 for the first class, 0.5 for the second.
    Tensor zero = matrix("0 0 0");
    Expect.that("gradient(x [0 0 0], weight [1 0 -2; -1 0 2], bias 0, [0])")
        .gives(matrix("-1 0 2"), solution.gradient(zero, DIFFERENT, BIAS, FIRST));
  }

  @Test
  void anAttackMovesEachPixelByEpsilonAtMost(Adversary solution) {
    Expect.that("attack(x [0.5 0.5 0.9], weight [1 0 -2; -1 0 2], bias 0, [0], 0.2)")
        .gives(matrix("0.3 0.5 1"), solution.attack(X, DIFFERENT, BIAS, FIRST, 0.2));
  }

  @Test
  void smallStepsStayWithinEpsilon(Adversary solution) {
    Expect.that("repeated(x [0.5 0.5 0.9], …, [0], epsilon 0.25, step 0.1, 4 times)")
        .gives(matrix("0.25 0.5 1"), solution.repeated(X, DIFFERENT, BIAS, FIRST, 0.25, 0.1, 4));
    Expect.that("repeated(x [0.5 0.5 0.9], …, [0], epsilon 0.25, step 0.1, 1 time)")
        .gives(matrix("0.4 0.5 1"), solution.repeated(X, DIFFERENT, BIAS, FIRST, 0.25, 0.1, 1));
  }

  @Test
  void aLabelThatDoesNotExistIsRefused(Adversary solution) {
    Expect.that("gradient(two classes, [2])")
        .isRefused(() -> solution.gradient(X, WEIGHT, BIAS, new int[] {2}));
  }
}
