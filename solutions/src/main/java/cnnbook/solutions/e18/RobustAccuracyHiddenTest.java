package cnnbook.solutions.e18;

import cnnbook.exercises.e18.RobustAccuracy;
import cnnbook.exercises.e18.RobustAccuracy.Classifier;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 18.3 is marked by. */
@SolutionTests
public class RobustAccuracyHiddenTest {
  private static final RobustAccuracy RIGHT = new RobustAccuracyReference();

  @Test
  @Points(2)
  void accuracyOnManyPictures(RobustAccuracy solution, Random random) {
    for (int classes = 2; classes < 6; classes++) {
      Trial trial = new Trial(random, classes);
      Expect.that("accuracy(%s)", trial)
          .gives(
              RIGHT.accuracy(trial.classifier, trial.images, trial.labels),
              solution.accuracy(trial.classifier, trial.images, trial.labels));
    }
  }

  @Test
  @Points(2)
  void noiseOfAnyStrength(RobustAccuracy solution, Random random) {
    for (double sigma : new double[] {0, 0.2, 0.6, 3}) {
      noise(solution, new Trial(random, 4), Tensor.gaussian(random, 0, 1, Trial.SHAPE), sigma);
    }
  }

  @Test
  @Points(3)
  void everyShiftOfEachPicture(RobustAccuracy solution, Random random) {
    for (int reach = 0; reach < 3; reach++) {
      shift(solution, new Trial(random, 3), reach);
      shift(solution, new Trial(random, 2), reach);
    }
  }

  @Test
  @Points(1)
  void whatDoesNotFitIsRefused(RobustAccuracy solution, Random random) {
    Trial t = new Trial(random, 3);
    Tensor turned = t.images.permute(0, 2, 1);
    Expect.that("underNoise(%s, noise %s, 1)", t, turned.shape())
        .isRefused(() -> solution.underNoise(t.classifier, t.images, t.labels, turned, 1));
    Expect.that("underNoise(%s, …, -1)", t)
        .isRefused(() -> solution.underNoise(t.classifier, t.images, t.labels, t.images, -1));
    Expect.that("accuracy(%s, 2 labels)", t)
        .isRefused(() -> solution.accuracy(t.classifier, t.images, new int[2]));
    Expect.that("underEveryShift(%s, -2)", t)
        .isRefused(() -> solution.underEveryShift(t.classifier, t.images, t.labels, -2));
    shift(solution, t, 1);
  }

  private static void noise(RobustAccuracy solution, Trial trial, Tensor noise, double sigma) {
    Expect.that("underNoise(%s, noise, %s)", trial, sigma)
        .gives(
            RIGHT.underNoise(trial.classifier, trial.images, trial.labels, noise, sigma),
            solution.underNoise(trial.classifier, trial.images, trial.labels, noise, sigma));
  }

  private static void shift(RobustAccuracy solution, Trial trial, int reach) {
    Expect.that("underEveryShift(%s, %d)", trial, reach)
        .gives(
            RIGHT.underEveryShift(trial.classifier, trial.images, trial.labels, reach),
            solution.underEveryShift(trial.classifier, trial.images, trial.labels, reach));
  }

  /** A template for each class, and pictures that are mostly like one of them. */
  private static final class Trial {
    private static final int[] SHAPE = {30, 5, 7};

    private final Classifier classifier;
    private final Tensor images;
    private final int[] labels;

    Trial(Random random, int classes) {
      int pixels = SHAPE[1] * SHAPE[2];
      // Neighbours are alike, so that a shift by one is not the end of every picture.
      Tensor weight = Tensor.gaussian(random, 0, 0.4, classes, pixels);
      for (int k = 0; k < classes; k++) {
        for (int p = 1; p < pixels; p++) {
          weight.set(0.8 * weight.get(k, p - 1) + weight.get(k, p), k, p);
        }
      }
      labels = random.ints(SHAPE[0], 0, classes).toArray();
      images = Tensor.zeros(SHAPE);
      for (int n = 0; n < SHAPE[0]; n++) {
        for (int p = 0; p < pixels; p++) {
          double pixel = 0.4 + 0.5 * weight.get(labels[n], p) + 0.3 * random.nextGaussian();
          images.set(Math.min(Math.max(pixel, 0), 1), n, p / SHAPE[2], p % SHAPE[2]);
        }
      }
      classifier = new Classifier(weight, Tensor.gaussian(random, 0, 1, classes));
    }

    @Override
    public String toString() {
      return "%d classes, images %s".formatted(classifier.bias().count(), images.shape());
    }
  }
}
