package cnnbook.solutions.e05;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 5.2, each by one slip. */
public final class ActivationsMutants {
  private ActivationsMutants() {}

  /** Takes the slope from the right at 0. */
  public static class SlopeFromTheRight extends ActivationsReference {
    @Override
    public Tensor reluBackward(Tensor x, Tensor dout) {
      return x.combine(dout, (v, d) -> v >= 0 ? d : 0);
    }
  }

  /** Returns the slope, and forgets dout. */
  public static class NoChain extends ActivationsReference {
    @Override
    public Tensor reluBackward(Tensor x, Tensor dout) {
      return x.map(v -> v > 0 ? 1 : 0);
    }
  }

  /** Looks at the sign of dout. */
  public static class SignOfTheGradient extends ActivationsReference {
    @Override
    public Tensor reluBackward(Tensor x, Tensor dout) {
      return relu(dout);
    }
  }

  /** Takes the larger of x and slope·x: right for slopes up to 1. */
  public static class LargerOfBoth extends ActivationsReference {
    @Override
    public Tensor leaky(Tensor x, double slope) {
      return x.map(v -> Math.max(v, slope * v));
    }
  }

  /** Divides by the slope on the way back. */
  public static class DividesBack extends ActivationsReference {
    @Override
    public Tensor leakyBackward(Tensor x, Tensor dout, double slope) {
      return x.combine(dout, (v, d) -> v > 0 || slope == 0 ? d : d / slope);
    }
  }

  /** Takes the slope from the output, and forgets alpha: right for alpha 1. */
  public static class OutputPlusOne extends ActivationsReference {
    @Override
    public Tensor eluBackward(Tensor x, Tensor dout, double alpha) {
      return elu(x, alpha).combine(dout, (out, d) -> out > 0 ? d : (out + 1) * d);
    }
  }

  /** Multiplies both branches by 0 or 1, so that what overflows becomes NaN. */
  public static class MasksByProducts extends ActivationsReference {
    @Override
    public Tensor elu(Tensor x, double alpha) {
      return x.map(
          v -> {
            double positive = v > 0 ? 1 : 0;
            return positive * v + (1 - positive) * alpha * (Math.exp(v) - 1);
          });
    }
  }

  /** Writes the result into dout. */
  public static class ChangesTheGradient extends ActivationsReference {
    @Override
    public Tensor leakyBackward(Tensor x, Tensor dout, double slope) {
      Tensor right = super.leakyBackward(x, dout, slope);
      System.arraycopy(right.data(), 0, dout.data(), 0, right.count());
      return dout;
    }
  }
}
