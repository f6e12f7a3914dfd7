package cnnbook.solutions.e18;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 18.3, each by one slip. */
public final class RobustAccuracyMutants {
  private RobustAccuracyMutants() {}

  /** Counts the mistakes. */
  public static class ErrorRate extends RobustAccuracyReference {
    @Override
    public double accuracy(Classifier classifier, Tensor images, int[] labels) {
      return 1 - super.accuracy(classifier, images, labels);
    }
  }

  /** Forgets the bias. */
  public static class NoBias extends RobustAccuracyReference {
    @Override
    public double accuracy(Classifier classifier, Tensor images, int[] labels) {
      Tensor zero = Tensor.zeros(classifier.bias().shape());
      return super.accuracy(new Classifier(classifier.weight(), zero), images, labels);
    }
  }

  /** Lets pixels leave their range. */
  public static class NoCut extends RobustAccuracyReference {
    @Override
    Tensor cut(Tensor images) {
      return images;
    }
  }

  /** Adds the noise undamped. */
  public static class WholeNoise extends RobustAccuracyReference {
    @Override
    public double underNoise(
        Classifier classifier, Tensor images, int[] labels, Tensor noise, double sigma) {
      super.underNoise(classifier, images, labels, noise, sigma);
      return super.underNoise(classifier, images, labels, noise, 1);
    }
  }

  /** Adds noise to the caller's pictures. */
  public static class NoiseInPlace extends RobustAccuracyReference {
    @Override
    public double underNoise(
        Classifier classifier, Tensor images, int[] labels, Tensor noise, double sigma) {
      double right = super.underNoise(classifier, images, labels, noise, sigma);
      images.add(noise.times(sigma));
      return right;
    }
  }

  /** Averages over the shifts. */
  public static class MeanOverShifts extends RobustAccuracyReference {
    @Override
    public double underEveryShift(Classifier classifier, Tensor images, int[] labels, int reach) {
      super.underEveryShift(classifier, images, labels, reach);
      double sum = 0;
      for (int down = -reach; down <= reach; down++) {
        for (int right = -reach; right <= reach; right++) {
          sum += accuracy(classifier, shifted(images, down, right), labels);
        }
      }
      return sum / ((2 * reach + 1) * (2 * reach + 1));
    }
  }

  /** Takes the worst shift for all pictures together. */
  public static class WorstShiftForAll extends RobustAccuracyReference {
    @Override
    public double underEveryShift(Classifier classifier, Tensor images, int[] labels, int reach) {
      super.underEveryShift(classifier, images, labels, reach);
      double worst = 1;
      for (int down = -reach; down <= reach; down++) {
        for (int right = -reach; right <= reach; right++) {
          worst = Math.min(worst, accuracy(classifier, shifted(images, down, right), labels));
        }
      }
      return worst;
    }
  }

  /** Moves either up and down or left and right. */
  public static class NoDiagonals extends RobustAccuracyReference {
    @Override
    Tensor shifted(Tensor images, int down, int right) {
      return super.shifted(images, down, down == 0 ? right : 0);
    }
  }

  /** Moves to the right and down alone. */
  public static class OneDirection extends RobustAccuracyReference {
    @Override
    Tensor shifted(Tensor images, int down, int right) {
      return super.shifted(images, Math.max(down, 0), Math.max(right, 0));
    }
  }

  /** Lets pixels come in again on the other side. */
  public static class Wraps extends RobustAccuracyReference {
    @Override
    Tensor shifted(Tensor images, int down, int right) {
      Tensor out = super.shifted(images, down, right);
      int h = images.size(1);
      int w = images.size(2);
      for (int n = 0; n < images.size(0); n++) {
        for (int i = 0; i < h; i++) {
          for (int j = 0; j < w; j++) {
            int row = Math.floorMod(i + down, h);
            out.set(images.get(n, i, j), n, row, Math.floorMod(j + right, w));
          }
        }
      }
      return out;
    }
  }
}
