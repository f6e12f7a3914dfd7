package cnnbook.exercises.e18;

import static cnnbook.tensor.Tensor.matrix;
import static cnnbook.tensor.Tensor.vector;

import cnnbook.exercises.e18.RobustAccuracy.Classifier;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Inputs;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 18.3. */
@SolutionTests
public class RobustAccuracyPublicTest {
  /** Class 0 if the left column is at least as bright as the right one. */
  private static final Classifier SIDES =
      new Classifier(matrix("1 0 0 1 0 0; 0 0 1 0 0 1"), vector(0, 0));

  private static final Tensor IMAGES =
      Inputs.image("1 0 0; 1 0 0", "0 0 1; 0 0 0", "0 1 0; 0 0 0").select(0, 0);

  private static final int[] LABELS = {0, 1, 1};

  @Test
  void twoOfThreeAreRight(RobustAccuracy solution) {
    Expect.that("accuracy(left against right, three pictures, [0 1 1])")
        .gives(2.0 / 3, solution.accuracy(SIDES, IMAGES, LABELS));
  }

  @Test
  void noiseChangesTheGuess(RobustAccuracy solution) {
    Tensor noise = Tensor.zeros(3, 2, 3);
    noise.set(-4, 1, 0, 2);
    noise.set(2, 2, 1, 2);
    // The second picture loses its pixel, the third gets one.
    Expect.that("underNoise(the same, noise at two pixels, 0.5)")
        .gives(2.0 / 3, solution.underNoise(SIDES, IMAGES, LABELS, noise, 0.5));
    Expect.that("underNoise(the same, noise at two pixels, 0)")
        .gives(2.0 / 3, solution.underNoise(SIDES, IMAGES, LABELS, noise, 0));
  }

  @Test
  void oneShiftToTheLeftLosesTheSecond(RobustAccuracy solution) {
    Expect.that("underEveryShift(the same, 1)")
        .gives(1.0 / 3, solution.underEveryShift(SIDES, IMAGES, LABELS, 1));
  }

  @Test
  void negativeReachIsRefused(RobustAccuracy solution) {
    Expect.that("underEveryShift(the same, -1)")
        .isRefused(() -> solution.underEveryShift(SIDES, IMAGES, LABELS, -1));
  }
}
