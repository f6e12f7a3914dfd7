package cnnbook.solutions.e18;

import cnnbook.exercises.e18.Calibration;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What exercise 18.2 is marked by. */
@SolutionTests
public class CalibrationHiddenTest {
  private static final Calibration RIGHT = new CalibrationReference();

  @Test
  @Points(2)
  void confusionOfManyClasses(Calibration solution, Random random) {
    for (int classes = 2; classes < 7; classes++) {
      confusion(solution, random, classes);
    }
    Expect.that("confusion([], [], 3)")
        .gives(new int[3][3], solution.confusion(new int[0], new int[0], 3));
  }

  @Test
  @Points(2)
  void recallsOfManyClasses(Calibration solution, Random random) {
    for (int classes = 1; classes < 6; classes++) {
      int[][] confusion = new int[classes][];
      for (int i = 0; i < classes; i++) {
        confusion[i] = random.ints(classes, 0, 9).toArray();
        confusion[i][i] = 9 * i;
      }
      confusion[classes / 2] = new int[classes];
      Expect.that("recalls(%s)", Arrays.deepToString(confusion))
          .gives(RIGHT.recalls(confusion), solution.recalls(confusion));
    }
  }

  @Test
  @Points(3)
  void errorsOfOverconfidentNetworks(Calibration solution, Random random) {
    for (int bins = 1; bins < 9; bins += 3) {
      error(solution, random, 40, bins);
    }
    error(solution, random, 3, 25);
    Expect.that("calibrationError([], [], 4)")
        .gives(0.0, solution.calibrationError(new double[0], new boolean[0], 4));
  }

  @Test
  @Points(1)
  void whatDoesNotFitIsRefused(Calibration solution, Random random) {
    int wrong = 3 + random.nextInt(4);
    Expect.that("confusion([0], [%d], 3)", wrong)
        .isRefused(() -> solution.confusion(new int[] {0}, new int[] {wrong}, 3));
    Expect.that("confusion([0 1], [0], 3)")
        .isRefused(() -> solution.confusion(new int[] {0, 1}, new int[] {0}, 3));
    for (double confidence : new double[] {-0.1, 1.1, Double.NaN}) {
      Expect.that("calibrationError([%s], [true], 4)", confidence)
          .isRefused(
              () -> solution.calibrationError(new double[] {confidence}, new boolean[] {true}, 4));
    }
    confusion(solution, random, 3);
  }

  private static void confusion(Calibration solution, Random random, int classes) {
    int[] truth = random.ints(30, 0, classes).toArray();
    int[] guesses = random.ints(30, 0, classes).toArray();
    // More of one kind of mistake than of its mirror image.
    Arrays.fill(truth, 0, 9, 0);
    Arrays.fill(guesses, 0, 9, classes - 1);
    Expect.that("confusion(%s, %s, %d)", Arrays.toString(truth), Arrays.toString(guesses), classes)
        .gives(
            RIGHT.confusion(truth, guesses, classes), solution.confusion(truth, guesses, classes));
  }

  private static void error(Calibration solution, Random random, int n, int bins) {
    double[] confidences = random.doubles(n).map(Math::sqrt).toArray();
    confidences[0] = 1;
    confidences[1] = 0;
    boolean[] right = new boolean[n];
    // In each half another sign.
    IntStream.range(0, n).forEach(i -> right[i] = (confidences[i] < 0.5) == (i % 4 > 0));
    Expect.that("calibrationError(%d confidences, …, %d)", n, bins)
        .gives(
            RIGHT.calibrationError(confidences, right, bins),
            solution.calibrationError(confidences, right, bins));
  }
}
