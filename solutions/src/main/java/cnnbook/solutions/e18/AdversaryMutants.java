package cnnbook.solutions.e18;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 18.1, each by one slip. */
public final class AdversaryMutants {
  private AdversaryMutants() {}

  /** Lowers the loss. */
  public static class AgainstTheGradient extends AdversaryReference {
    @Override
    Tensor moved(Tensor x, Tensor gradient, double rate) {
      return super.moved(x, gradient, -rate);
    }
  }

  /** Moves along the gradient itself. */
  public static class NoSign extends AdversaryReference {
    @Override
    Tensor moved(Tensor x, Tensor gradient, double rate) {
      return x.plus(gradient.times(rate));
    }
  }

  /** Takes 0 for positive. */
  public static class SignOfZeroIsOne extends AdversaryReference {
    @Override
    Tensor moved(Tensor x, Tensor gradient, double rate) {
      return x.plus(gradient.map(value -> value < 0 ? -rate : rate));
    }
  }

  /** Divides by the batch. */
  public static class MeanOverTheBatch extends AdversaryReference {
    @Override
    public Tensor gradient(Tensor x, Tensor weight, Tensor bias, int[] labels) {
      return super.gradient(x, weight, bias, labels).times(1.0 / labels.length);
    }
  }

  /** Forgets the bias. */
  public static class NoBias extends AdversaryReference {
    @Override
    public Tensor gradient(Tensor x, Tensor weight, Tensor bias, int[] labels) {
      return super.gradient(x, weight, Tensor.zeros(bias.shape()), labels);
    }
  }

  /** Leaves the pictures' range. */
  public static class NoCut extends AdversaryReference {
    @Override
    Tensor cut(Tensor x) {
      return x;
    }
  }

  /** Goes as far as its steps carry. */
  public static class LeavesTheBall extends AdversaryReference {
    @Override
    Tensor near(Tensor x, Tensor moved, double epsilon) {
      return moved;
    }
  }

  /** Computes the gradient once, at the beginning. */
  public static class OneGradient extends AdversaryReference {
    @Override
    public Tensor repeated(
        Tensor x,
        Tensor weight,
        Tensor bias,
        int[] labels,
        double epsilon,
        double step,
        int times) {
      super.repeated(x, weight, bias, labels, epsilon, step, times);
      Tensor gradient = gradient(x, weight, bias, labels);
      Tensor moved = x;
      for (int i = 0; i < times; i++) {
        moved = cut(near(x, moved(moved, gradient, step), epsilon));
      }
      return moved;
    }
  }

  /** Steps by epsilon. */
  public static class WholeSteps extends AdversaryReference {
    @Override
    public Tensor repeated(
        Tensor x,
        Tensor weight,
        Tensor bias,
        int[] labels,
        double epsilon,
        double step,
        int times) {
      super.repeated(x, weight, bias, labels, epsilon, step, times);
      return super.repeated(x, weight, bias, labels, epsilon, epsilon, times);
    }
  }

  /** Moves the caller's picture. */
  public static class ChangesThePicture extends AdversaryReference {
    @Override
    public Tensor attack(Tensor x, Tensor weight, Tensor bias, int[] labels, double epsilon) {
      Tensor out = super.attack(x, weight, bias, labels, epsilon);
      System.arraycopy(out.data(), 0, x.data(), 0, out.count());
      return x;
    }
  }

  /** Takes a negative epsilon for none. */
  public static class AcceptsNegativeEpsilon extends AdversaryReference {
    @Override
    public Tensor attack(Tensor x, Tensor weight, Tensor bias, int[] labels, double epsilon) {
      return super.attack(x, weight, bias, labels, Math.max(epsilon, 0));
    }
  }
}
