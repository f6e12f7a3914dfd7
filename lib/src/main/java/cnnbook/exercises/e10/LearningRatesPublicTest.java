package cnnbook.exercises.e10;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 10.1. */
@SolutionTests
public class LearningRatesPublicTest {
  private static final int[] MILESTONES = {30, 60};

  @Test
  void theRateFallsAtEachMilestone(LearningRates solution) {
    Expect.that("steps(16, [30, 60], 0.25, 10)")
        .gives(16.0, solution.steps(16, MILESTONES, 0.25, 10));
    Expect.that("steps(16, [30, 60], 0.25, 30)")
        .gives(4.0, solution.steps(16, MILESTONES, 0.25, 30));
    Expect.that("steps(16, [30, 60], 0.25, 70)")
        .gives(1.0, solution.steps(16, MILESTONES, 0.25, 70));
  }

  @Test
  void aCosineBeginsHighAndEndsLow(LearningRates solution) {
    Expect.that("cosine(8, 2, 10, 0)").gives(8.0, solution.cosine(8, 2, 10, 0));
    Expect.that("cosine(8, 2, 10, 5)").gives(5.0, solution.cosine(8, 2, 10, 5));
    Expect.that("cosine(8, 2, 10, 10)").gives(2.0, solution.cosine(8, 2, 10, 10));
  }

  @Test
  void aWarmUpRisesInEqualSteps(LearningRates solution) {
    Expect.that("warmUpThenCosine(8, 4, 8)")
        .gives(
            new double[] {2, 4, 6, 8, 8, 6.82843, 4, 1.17157}, solution.warmUpThenCosine(8, 4, 8));
  }

  @Test
  void negativeEpochsAreRefused(LearningRates solution) {
    Expect.that("cosine(8, 2, 10, -1)").isRefused(() -> solution.cosine(8, 2, 10, -1));
  }
}
