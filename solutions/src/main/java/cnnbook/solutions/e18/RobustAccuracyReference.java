package cnnbook.solutions.e18;

import cnnbook.exercises.e18.RobustAccuracy;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 18.3. */
public class RobustAccuracyReference implements RobustAccuracy {
  @Override
  public double accuracy(Classifier classifier, Tensor images, int[] labels) {
    return share(hits(classifier, images, labels));
  }

  static boolean[] hits(Classifier classifier, Tensor images, int... labels) {
    int n = images.size(0);
    if (labels.length != n) {
      throw new IllegalArgumentException(labels.length + " labels for " + n + " pictures");
    }
    Tensor pixels = images.reshape(n, -1);
    Tensor scores = pixels.matmul(classifier.weight().transpose()).plus(classifier.bias());
    boolean[] hits = new boolean[n];
    for (int i = 0; i < n; i++) {
      int best = 0;
      for (int k = 1; k < scores.size(1); k++) {
        best = scores.get(i, k) > scores.get(i, best) ? k : best;
      }
      hits[i] = best == labels[i];
    }
    return hits;
  }

  static double share(boolean... hits) {
    int count = 0;
    for (boolean hit : hits) {
      count += hit ? 1 : 0;
    }
    return (double) count / hits.length;
  }

  @Override
  public double underNoise(
      Classifier classifier, Tensor images, int[] labels, Tensor noise, double sigma) {
    if (!(sigma >= 0)) {
      throw new IllegalArgumentException("sigma is " + sigma + ": it must not be negative");
    }
    Tensor noisy = images.plus(noise.requireSameShape(images).times(sigma));
    return accuracy(classifier, cut(noisy), labels);
  }

  Tensor cut(Tensor images) {
    return images.map(pixel -> Math.min(Math.max(pixel, 0), 1));
  }

  @Override
  public double underEveryShift(Classifier classifier, Tensor images, int[] labels, int reach) {
    if (reach < 0) {
      throw new IllegalArgumentException("a reach of " + reach + ": it must not be negative");
    }
    boolean[] all = hits(classifier, images, labels);
    for (int down = -reach; down <= reach; down++) {
      for (int right = -reach; right <= reach; right++) {
        boolean[] hits = hits(classifier, shifted(images, down, right), labels);
        for (int i = 0; i < all.length; i++) {
          all[i] &= hits[i];
        }
      }
    }
    return share(all);
  }

  Tensor shifted(Tensor images, int down, int right) {
    Tensor out = Tensor.zeros(images.shape());
    for (int n = 0; n < out.size(0); n++) {
      for (int i = 0; i < out.size(1); i++) {
        for (int j = 0; j < out.size(2); j++) {
          int y = i - down;
          int x = j - right;
          boolean inside = y >= 0 && y < out.size(1) && x >= 0 && x < out.size(2);
          out.set(inside ? images.get(n, y, x) : 0, n, i, j);
        }
      }
    }
    return out;
  }
}
