package cnnbook.solutions.e12;

import cnnbook.exercises.e12.ClassMaps;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 12.2. */
public class ClassMapsReference implements ClassMaps {
  @Override
  public Tensor map(Tensor features, Tensor weight, int label) {
    boolean fits = features.rank() == 3 && weight.rank() == 2;
    if (!fits || weight.size(1) != features.size(0) || label < 0 || label >= weight.size(0)) {
      throw new IllegalArgumentException(
          "features %s, weight %s, class %d: needed are (c, h, w), (k, c), below k"
              .formatted(features.shape(), weight.shape(), label));
    }
    Tensor rows = features.reshape(features.size(0), -1);
    return weight
        .slice(0, label, label + 1)
        .matmul(rows)
        .reshape(features.size(1), features.size(2));
  }

  @Override
  public double score(Tensor map, double bias) {
    return map.mean() + bias;
  }

  @Override
  public Tensor enlarge(Tensor map, int factor) {
    if (factor < 1) {
      throw new IllegalArgumentException("a factor of " + factor + ": it must be at least 1");
    }
    Tensor large = Tensor.zeros(map.size(0) * factor, map.size(1) * factor);
    for (int i = 0; i < large.size(0); i++) {
      for (int j = 0; j < large.size(1); j++) {
        large.set(map.get(i / factor, j / factor), i, j);
      }
    }
    return large;
  }

  @Override
  public int[] peak(Tensor map) {
    int best = 0;
    for (int i = 1; i < map.count(); i++) {
      if (map.data()[i] > map.data()[best]) {
        best = i;
      }
    }
    return new int[] {best / map.size(1), best % map.size(1)};
  }
}
