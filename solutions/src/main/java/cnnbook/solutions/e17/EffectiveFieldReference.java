package cnnbook.solutions.e17;

import cnnbook.exercises.e17.EffectiveField;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 17.2. */
public class EffectiveFieldReference implements EffectiveField {
  @Override
  public Tensor field(Tensor kernel, int layers) {
    if (layers < 0) {
      throw new IllegalArgumentException(layers + " layers: at least 0 are needed");
    }
    Tensor field = Tensor.ones(1, 1);
    for (int layer = 0; layer < layers; layer++) {
      field = spreadOver(field, kernel);
    }
    return field;
  }

  Tensor spreadOver(Tensor field, Tensor kernel) {
    Tensor grown =
        Tensor.zeros(field.size(0) + kernel.size(0) - 1, field.size(1) + kernel.size(1) - 1);
    for (int i = 0; i < field.size(0); i++) {
      for (int j = 0; j < field.size(1); j++) {
        for (int a = 0; a < kernel.size(0); a++) {
          for (int b = 0; b < kernel.size(1); b++) {
            float before = grown.get(i + a, j + b);
            grown.set(before + field.get(i, j) * kernel.get(a, b), i + a, j + b);
          }
        }
      }
    }
    return grown;
  }

  @Override
  public double[] spread(Tensor field) {
    Tensor weights = weights(field);
    return new double[] {deviation(weights.sum(1)), deviation(weights.sum(0))};
  }

  Tensor weights(Tensor field) {
    return field.map(Math::abs);
  }

  double deviation(Tensor weights) {
    double all = weights.sum();
    double mean = 0;
    for (int i = 0; i < weights.count(); i++) {
      mean += i * weights.get(i) / all;
    }
    double variance = 0;
    for (int i = 0; i < weights.count(); i++) {
      variance += (i - mean) * (i - mean) * weights.get(i) / all;
    }
    return all == 0 ? 0 : Math.sqrt(variance);
  }

  @Override
  public double shareInCentre(Tensor field, int side) {
    int h = field.size(0);
    int w = field.size(1);
    if (h % 2 == 0 || w % 2 == 0 || side % 2 == 0) {
      throw new IllegalArgumentException(
          "a box of %d in %s: only odd sizes have a middle".formatted(side, field.shape()));
    }
    Tensor weights = weights(field);
    double part = 0;
    for (int i = 0; i < h; i++) {
      for (int j = 0; j < w; j++) {
        boolean inside = Math.abs(i - h / 2) <= side / 2 && Math.abs(j - w / 2) <= side / 2;
        part += inside ? weights.get(i, j) : 0;
      }
    }
    double all = weights.sum();
    return all == 0 ? 0 : part / all;
  }
}
