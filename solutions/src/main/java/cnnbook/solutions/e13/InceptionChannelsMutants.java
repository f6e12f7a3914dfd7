package cnnbook.solutions.e13;

/** Wrong answers to exercise 13.1, each by one slip. */
public final class InceptionChannelsMutants {
  private InceptionChannelsMutants() {}

  /** Stacks the reductions, too. */
  public static class StacksReductions extends InceptionChannelsReference {
    @Override
    public int outputChannels(Widths widths) {
      return super.outputChannels(widths) + widths.reduce3() + widths.reduce5();
    }
  }

  /** Forgets the biases. */
  public static class NoBias extends InceptionChannelsReference {
    @Override
    public long parameters(int c, Widths widths) {
      return weights(c, widths);
    }
  }

  /** Takes a kernel's side for its area. */
  public static class SideForArea extends InceptionChannelsReference {
    @Override
    long weights(int c, int f, int kernel) {
      return (long) c * f * kernel;
    }
  }

  /** Has 3×3 in the place of 5×5, as a well-known library has. */
  public static class ThreeForFive extends InceptionChannelsReference {
    @Override
    long weights(int c, int f, int kernel) {
      return super.weights(c, f, Math.min(kernel, 3));
    }
  }

  /** Multiplies in int. */
  public static class Overflows extends InceptionChannelsReference {
    @Override
    public long multiplications(int c, int h, int w, Widths widths) {
      return (int) super.multiplications(c, h, w, widths);
    }
  }

  /** Is right for square maps only. */
  public static class SquareMaps extends InceptionChannelsReference {
    @Override
    public long multiplications(int c, int h, int w, Widths widths) {
      return super.multiplications(c, h, h, widths);
    }
  }

  /** Gives every block the first one's input. */
  public static class SameInputForAll extends InceptionChannelsReference {
    @Override
    public long stackParameters(int c, Widths[] blocks) {
      long sum = 0;
      for (Widths block : blocks) {
        sum += parameters(c, block);
      }
      return sum;
    }
  }

  /** Keeps the pooling path's convolution in the naive block. */
  public static class NaiveWithPoolConvolution extends InceptionChannelsReference {
    @Override
    public long naiveParameters(int c, Widths widths) {
      return super.naiveParameters(c, widths) + weights(c, widths.pool(), 1) + widths.pool();
    }
  }

  /** Counts with width 0. */
  public static class AcceptsZero extends InceptionChannelsReference {
    @Override
    public int outputChannels(Widths widths) {
      return widths.direct() + widths.out3() + widths.out5() + widths.pool();
    }
  }
}
