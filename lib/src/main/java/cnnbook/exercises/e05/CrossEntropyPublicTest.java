package cnnbook.exercises.e05;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 5.1. */
@SolutionTests
public class CrossEntropyPublicTest {
  private static final Tensor LESSON = Tensor.matrix("2 1 0.1");

  @Test
  void theLessonsScoresHaveTheLessonsShares(CrossEntropy solution) {
    // e² + e + e^0.1 = 11.2125
    Expect.that("softmax([2 1 0.1])")
        .gives(Tensor.matrix("0.65900 0.24243 0.09857"), solution.softmax(LESSON));
  }

  @Test
  void equalScoresHaveEqualShares(CrossEntropy solution) {
    Expect.that("softmax([7 7 7 7])")
        .gives(Tensor.full(0.25, 1, 4), solution.softmax(Tensor.matrix("7 7 7 7")));
  }

  @Test
  void largeScoresDoNotOverflow(CrossEntropy solution) {
    Expect.that("softmax([1000 1000])")
        .gives(Tensor.matrix("0.5 0.5"), solution.softmax(Tensor.matrix("1000 1000")));
  }

  @Test
  void guessingAmongFourCostsLn4(CrossEntropy solution) {
    Expect.that("loss([7 7 7 7], [2])")
        .gives(Math.log(4), solution.loss(Tensor.matrix("7 7 7 7"), new int[] {2}));
  }

  @Test
  void theGradientIsShareMinusOneAtTheRightClass(CrossEntropy solution) {
    Expect.that("gradient([2 1 0.1], [1])")
        .gives(Tensor.matrix("0.65900 -0.75757 0.09857"), solution.gradient(LESSON, new int[] {1}));
  }

  @Test
  void aLabelOutOfRangeIsRefused(CrossEntropy solution) {
    Expect.that("loss([2 1 0.1], [3])").isRefused(() -> solution.loss(LESSON, new int[] {3}));
  }
}
