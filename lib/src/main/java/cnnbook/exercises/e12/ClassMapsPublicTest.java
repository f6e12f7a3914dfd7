package cnnbook.exercises.e12;

import static cnnbook.tensor.Tensor.matrix;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Inputs;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 12.2. */
@SolutionTests
public class ClassMapsPublicTest {
  private static final Tensor FEATURES = Inputs.image("1 0 0; 0 2 0", "0 0 3; 0 1 0").select(0, 0);
  private static final Tensor WEIGHT = matrix("1 1; 2 -1");
  private static final String CALL = "map(features [1 0 0; 0 2 0] [0 0 3; 0 1 0], [1 1; 2 -1], %d)";

  @Test
  void featuresAreWeightedByTheClass(ClassMaps solution) {
    Expect.that(CALL, 0).gives(matrix("1 0 3; 0 3 0"), solution.map(FEATURES, WEIGHT, 0));
    Expect.that(CALL, 1).gives(matrix("2 0 -3; 0 3 0"), solution.map(FEATURES, WEIGHT, 1));
  }

  @Test
  void theMeanOfTheMapIsTheScore(ClassMaps solution) {
    Expect.that("score([2 0 -3; 0 3 1], 10)")
        .gives(10.5, solution.score(matrix("2 0 -3; 0 3 1"), 10));
  }

  @Test
  void placesBecomeSquares(ClassMaps solution) {
    Expect.that("enlarge([1 2; 3 4], 2)")
        .gives(
            matrix("1 1 2 2; 1 1 2 2; 3 3 4 4; 3 3 4 4"), solution.enlarge(matrix("1 2; 3 4"), 2));
  }

  @Test
  void theLargestPlace(ClassMaps solution) {
    Expect.that("peak([1 0 3; 0 2 0])")
        .gives(new int[] {0, 2}, solution.peak(matrix("1 0 3; 0 2 0")));
  }

  @Test
  void aClassThatDoesNotExistIsRefused(ClassMaps solution) {
    Expect.that(CALL, 2).isRefused(() -> solution.map(FEATURES, WEIGHT, 2));
  }
}
