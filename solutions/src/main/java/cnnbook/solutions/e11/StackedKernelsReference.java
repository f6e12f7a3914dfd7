package cnnbook.solutions.e11;

import cnnbook.exercises.e11.StackedKernels;

/** A right answer to exercise 11.1. */
public class StackedKernelsReference implements StackedKernels {
  @Override
  public int layers(int side, int k) {
    if (side < 1 || k < 2 || (side - 1) % (k - 1) != 0) {
      throw new IllegalArgumentException("kernels of %d never see %d".formatted(k, side));
    }
    return (side - 1) / (k - 1);
  }

  @Override
  public long parameters(int c, int k, int layers) {
    return layers * (weights(c, k) + c);
  }

  @Override
  public long multiplications(int c, int h, int w, int k, int layers) {
    return layers * weights(c, k) * h * w;
  }

  @Override
  public double saved(int side, int k) {
    return 1 - (double) layers(side, k) * k * k / (side * side);
  }

  static long weights(int c, int k) {
    return (long) c * c * k * k;
  }
}
