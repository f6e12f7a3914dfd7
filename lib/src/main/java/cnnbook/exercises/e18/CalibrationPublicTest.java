package cnnbook.exercises.e18;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 18.2. */
@SolutionTests
public class CalibrationPublicTest {
  private static final double[] SURE = {0.9, 0.9, 0.9, 0.9};

  @Test
  void rowsAreTheTruth(Calibration solution) {
    int[][] right = {{1, 1}, {0, 2}};
    Expect.that("confusion([0 0 1 1], [0 1 1 1], 2)")
        .gives(right, solution.confusion(new int[] {0, 0, 1, 1}, new int[] {0, 1, 1, 1}, 2));
  }

  @Test
  void recallOfEachClass(Calibration solution) {
    Expect.that("recalls([1 1; 0 2])")
        .gives(new double[] {0.5, 1}, solution.recalls(new int[][] {{1, 1}, {0, 2}}));
  }

  @Test
  void sureAndRightHalfOfTheTime(Calibration solution) {
    boolean[] half = {true, false, true, false};
    Expect.that("calibrationError([0.9 0.9 0.9 0.9], half of them right, 5)")
        .gives(0.4, solution.calibrationError(SURE, half, 5));
  }

  @Test
  void binsDoNotMakeUpForEachOther(Calibration solution) {
    Expect.that("calibrationError([0.2 0.8], [true false], 2)")
        .gives(
            0.8,
            solution.calibrationError(new double[] {0.2, 0.8}, new boolean[] {true, false}, 2));
  }

  @Test
  void listsOfDifferentLengthsAreRefused(Calibration solution) {
    Expect.that("calibrationError(4 confidences, 3 guesses, 5)")
        .isRefused(() -> solution.calibrationError(SURE, new boolean[3], 5));
  }
}
