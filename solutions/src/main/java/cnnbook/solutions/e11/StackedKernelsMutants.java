package cnnbook.solutions.e11;

/** Wrong answers to exercise 11.1, each by one slip. */
public final class StackedKernelsMutants {
  private StackedKernelsMutants() {}

  /** Lets each kernel widen the view by two, as 3×3 does. */
  public static class AlwaysThree extends StackedKernelsReference {
    @Override
    public int layers(int side, int k) {
      super.layers(side, k);
      return (side - 1) / 2;
    }
  }

  /** Rounds down where no number of layers fits. */
  public static class RoundsDown extends StackedKernelsReference {
    @Override
    public int layers(int side, int k) {
      return (side - 1) / (k - 1);
    }
  }

  /** Counts no biases. */
  public static class NoBias extends StackedKernelsReference {
    @Override
    public long parameters(int c, int k, int layers) {
      return layers * weights(c, k);
    }
  }

  /** Has one bias for the whole stack. */
  public static class BiasesOnce extends StackedKernelsReference {
    @Override
    public long parameters(int c, int k, int layers) {
      return super.parameters(c, k, layers) - (long) c * Math.max(layers - 1, 0);
    }
  }

  /** Multiplies in int. */
  public static class Overflows extends StackedKernelsReference {
    @Override
    public long multiplications(int c, int h, int w, int k, int layers) {
      return layers * c * c * k * k * h * w;
    }
  }

  /** Is right for square maps only. */
  public static class SquareMaps extends StackedKernelsReference {
    @Override
    public long multiplications(int c, int h, int w, int k, int layers) {
      return super.multiplications(c, h, h, k, layers);
    }
  }

  /** Lets the map shrink from layer to layer. */
  public static class Shrinks extends StackedKernelsReference {
    @Override
    public long multiplications(int c, int h, int w, int k, int layers) {
      long sum = 0;
      for (int i = 0; i < layers; i++) {
        sum += super.multiplications(c, h - i, w - i, k, 1);
      }
      return sum;
    }
  }

  /** Gives the share that is left. */
  public static class ShareLeft extends StackedKernelsReference {
    @Override
    public double saved(int side, int k) {
      return 1 - super.saved(side, k);
    }
  }

  /** Compares the sides, not the areas, for all but the first kernel. */
  public static class OneKernel extends StackedKernelsReference {
    @Override
    public double saved(int side, int k) {
      layers(side, k);
      return 1 - (2.0 * k * k) / (side * side);
    }
  }
}
