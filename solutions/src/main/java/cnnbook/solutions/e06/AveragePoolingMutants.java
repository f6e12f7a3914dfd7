package cnnbook.solutions.e06;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 6.2, each by one slip. */
public final class AveragePoolingMutants {
  private AveragePoolingMutants() {}

  /** Divides by kernel² always. */
  public static class AlwaysCounts extends AveragePoolingReference {
    @Override
    int divisor(int kernel, int inside, boolean countPadding) {
      return kernel * kernel;
    }
  }

  /** Divides by the places inside the map always. */
  public static class NeverCounts extends AveragePoolingReference {
    @Override
    int divisor(int kernel, int inside, boolean countPadding) {
      return inside;
    }
  }

  /** Mistakes the kernel's side for its area. */
  public static class SideForArea extends AveragePoolingReference {
    @Override
    int divisor(int kernel, int inside, boolean countPadding) {
      return countPadding ? 2 * kernel : inside;
    }
  }

  /** Forgets what a place got from another window. */
  public static class Overwrites extends AveragePoolingReference {
    @Override
    void send(Tensor dx, int place, float gradient) {
      dx.data()[place] = gradient;
    }
  }

  /** Counts the padding forward, but not backward. */
  public static class BackwardForgetsPadding extends AveragePoolingReference {
    @Override
    public Tensor backward(
        Tensor x, Tensor dout, int kernel, int stride, int padding, boolean countPadding) {
      return super.backward(x, dout, kernel, stride, padding, false);
    }
  }

  /** Takes rows for columns. */
  public static class SwappedAxes extends AveragePoolingReference {
    @Override
    public Tensor forward(Tensor x, int kernel, int stride, int padding, boolean countPadding) {
      return super.forward(x.permute(0, 1, 3, 2), kernel, stride, padding, countPadding);
    }
  }

  /** Puts the windows side by side whatever the stride. */
  public static class StrideIsKernel extends AveragePoolingReference {
    @Override
    public Tensor forward(Tensor x, int kernel, int stride, int padding, boolean countPadding) {
      return super.forward(x, kernel, kernel, padding, countPadding);
    }
  }

  /** Divides as whole numbers are divided. */
  public static class WholeNumbers extends AveragePoolingReference {
    @Override
    public Tensor forward(Tensor x, int kernel, int stride, int padding, boolean countPadding) {
      return super.forward(x, kernel, stride, padding, countPadding).map(value -> (int) value);
    }
  }

  /** Refuses nothing. */
  public static class AcceptsAnything extends AveragePoolingReference {
    @Override
    public Tensor forward(Tensor x, int kernel, int stride, int padding, boolean countPadding) {
      try {
        return super.forward(x, kernel, stride, padding, countPadding);
      } catch (IllegalArgumentException e) {
        return x;
      }
    }
  }
}
