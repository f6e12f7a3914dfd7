package cnnbook.solutions.e17;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 17.2, each by one slip. */
public final class EffectiveFieldMutants {
  private EffectiveFieldMutants() {}

  /** Takes all pixels of the receptive field for equal. */
  public static class Flat extends EffectiveFieldReference {
    @Override
    public Tensor field(Tensor kernel, int layers) {
      Tensor right = super.field(kernel, layers);
      return layers < 2 ? right : Tensor.zeros(right.shape()).plus(right.mean());
    }
  }

  /** Turns the kernel at each layer. */
  public static class TurnsTheKernel extends EffectiveFieldReference {
    @Override
    Tensor spreadOver(Tensor field, Tensor kernel) {
      Tensor turned = kernel.copy();
      for (int i = 0; i < kernel.count(); i++) {
        turned.data()[i] = kernel.data()[kernel.count() - 1 - i];
      }
      return super.spreadOver(field, turned);
    }
  }

  /** Overwrites where it should add. */
  public static class Overwrites extends EffectiveFieldReference {
    @Override
    Tensor spreadOver(Tensor field, Tensor kernel) {
      Tensor grown = super.spreadOver(field, kernel);
      for (int i = 0; i < field.size(0); i++) {
        for (int j = 0; j < field.size(1); j++) {
          for (int a = 0; a < kernel.size(0); a++) {
            for (int b = 0; b < kernel.size(1); b++) {
              grown.set(field.get(i, j) * kernel.get(a, b), i + a, j + b);
            }
          }
        }
      }
      return grown;
    }
  }

  /** Convolves the field with itself, so that it doubles. */
  public static class Doubles extends EffectiveFieldReference {
    @Override
    public Tensor field(Tensor kernel, int layers) {
      Tensor field = super.field(kernel, Math.min(layers, 1));
      for (int layer = 1; layer < layers; layer++) {
        field = spreadOver(field, field);
      }
      return field;
    }
  }

  /** Begins with the kernel: one layer too many. */
  public static class OneLayerMore extends EffectiveFieldReference {
    @Override
    public Tensor field(Tensor kernel, int layers) {
      return super.field(kernel, Math.max(layers, Math.min(1, layers + 1)));
    }
  }

  /** Lets negative weights cancel positive ones. */
  public static class SignedWeights extends EffectiveFieldReference {
    @Override
    Tensor weights(Tensor field) {
      return field;
    }
  }

  /** Gives the variance. */
  public static class Variance extends EffectiveFieldReference {
    @Override
    double deviation(Tensor weights) {
      double right = super.deviation(weights);
      return right * right;
    }
  }

  /** Measures from the middle of the field. */
  public static class AroundTheMiddle extends EffectiveFieldReference {
    @Override
    double deviation(Tensor weights) {
      double middle = (weights.count() - 1) / 2.0;
      double variance = 0;
      for (int i = 0; i < weights.count(); i++) {
        variance += (i - middle) * (i - middle) * weights.get(i);
      }
      return weights.sum() == 0 ? 0 : Math.sqrt(variance / weights.sum());
    }
  }

  /** Gives columns first. */
  public static class ColumnsFirst extends EffectiveFieldReference {
    @Override
    public double[] spread(Tensor field) {
      double[] right = super.spread(field);
      return new double[] {right[1], right[0]};
    }
  }

  /** Cuts the box at the top left. */
  public static class TopLeftBox extends EffectiveFieldReference {
    @Override
    public double shareInCentre(Tensor field, int side) {
      super.shareInCentre(field, side);
      Tensor weights = weights(field);
      int rows = Math.min(side, field.size(0));
      int columns = Math.min(side, field.size(1));
      double all = weights.sum();
      return all == 0 ? 0 : weights.slice(0, 0, rows).slice(1, 0, columns).sum() / all;
    }
  }
}
