package cnnbook.solutions.e10;

import cnnbook.exercises.e10.LearningRates;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 10.1 is marked by. */
@SolutionTests
public class LearningRatesHiddenTest {
  private static final LearningRates RIGHT = new LearningRatesReference();

  @Test
  @Points(2)
  void stepsAtMilestonesInAnyOrder(LearningRates solution, Random random) {
    int first = 3 + random.nextInt(4);
    int[] milestones = {first + 9, first, first + 4};
    for (int epoch = 0; epoch < first + 12; epoch++) {
      steps(solution, 50 + random.nextInt(50), milestones, 0.5, epoch);
    }
    steps(solution, 30, new int[0], 0.1, 7);
  }

  @Test
  @Points(1)
  void cosinesToAnyEnd(LearningRates solution, Random random) {
    for (int i = 0; i < 5; i++) {
      double base = 20 + random.nextInt(60);
      int epochs = 5 + random.nextInt(20);
      int epoch = 1 + random.nextInt(epochs - 1);
      cosine(solution, base, base / 4, epochs, epoch);
      cosine(solution, base, base / 5, epochs, epochs + 2 + random.nextInt(4));
    }
  }

  @Test
  @Points(2)
  void wholeTrainings(LearningRates solution, Random random) {
    for (int warmUp : new int[] {0, 1, 3, 5 + random.nextInt(3)}) {
      int epochs = warmUp + 4 + random.nextInt(5);
      Expect.that("warmUpThenCosine(40, %d, %d)", warmUp, epochs)
          .gives(
              RIGHT.warmUpThenCosine(40, warmUp, epochs),
              solution.warmUpThenCosine(40, warmUp, epochs));
    }
    Expect.that("warmUpThenCosine(6, 3, 3)")
        .gives(new double[] {2, 4, 6}, solution.warmUpThenCosine(6, 3, 3));
  }

  @Test
  @Points(1)
  void whatIsOutOfRangeIsRefused(LearningRates solution, Random random) {
    int[] milestones = {2 + random.nextInt(5)};
    Expect.that("steps(1, …, 1.5, 9)").isRefused(() -> solution.steps(1, milestones, 1.5, 9));
    Expect.that("steps(1, …, 0.5, -1)").isRefused(() -> solution.steps(1, milestones, 0.5, -1));
    Expect.that("cosine(1, 2, 5, 0)").isRefused(() -> solution.cosine(1, 2, 5, 0));
    Expect.that("cosine(1, 0, 0, 0)").isRefused(() -> solution.cosine(1, 0, 0, 0));
    Expect.that("warmUpThenCosine(1, 4, 3)").isRefused(() -> solution.warmUpThenCosine(1, 4, 3));
    cosine(solution, 9, 9, 4, 2);
  }

  private static void steps(
      LearningRates solution, double base, int[] milestones, double factor, int epoch) {
    Expect.that("steps(%s, %s, %s, %d)", base, Arrays.toString(milestones), factor, epoch)
        .gives(
            RIGHT.steps(base, milestones, factor, epoch),
            solution.steps(base, milestones, factor, epoch));
  }

  private static void cosine(
      LearningRates solution, double base, double end, int epochs, int epoch) {
    Expect.that("cosine(%s, %s, %d, %d)", base, end, epochs, epoch)
        .gives(RIGHT.cosine(base, end, epochs, epoch), solution.cosine(base, end, epochs, epoch));
  }
}
