package cnnbook.solutions.e13;

import cnnbook.exercises.e13.InceptionChannels;
import java.util.stream.IntStream;

/** A right answer to exercise 13.1. */
public class InceptionChannelsReference implements InceptionChannels {
  @Override
  public int outputChannels(Widths widths) {
    requirePositive(
        widths.direct(),
        widths.reduce3(),
        widths.out3(),
        widths.reduce5(),
        widths.out5(),
        widths.pool());
    return widths.direct() + widths.out3() + widths.out5() + widths.pool();
  }

  @Override
  public long parameters(int c, Widths widths) {
    return weights(c, widths) + outputChannels(widths) + widths.reduce3() + widths.reduce5();
  }

  @Override
  public long multiplications(int c, int h, int w, Widths widths) {
    requirePositive(h, w);
    return weights(c, widths) * h * w;
  }

  long weights(int c, Widths widths) {
    requirePositive(c, outputChannels(widths));
    return weights(c, widths.direct(), 1)
        + weights(c, widths.reduce3(), 1)
        + weights(widths.reduce3(), widths.out3(), 3)
        + weights(c, widths.reduce5(), 1)
        + weights(widths.reduce5(), widths.out5(), 5)
        + weights(c, widths.pool(), 1);
  }

  long weights(int c, int f, int kernel) {
    return (long) c * f * kernel * kernel;
  }

  @Override
  public long naiveParameters(int c, Widths widths) {
    requirePositive(c, outputChannels(widths));
    long biases = widths.direct() + widths.out3() + widths.out5();
    return weights(c, widths.direct(), 1)
        + weights(c, widths.out3(), 3)
        + weights(c, widths.out5(), 5)
        + biases;
  }

  @Override
  public long stackParameters(int c, Widths[] blocks) {
    long sum = 0;
    int channels = c;
    for (Widths block : blocks) {
      sum += parameters(channels, block);
      channels = outputChannels(block);
    }
    return sum;
  }

  private static void requirePositive(int... sizes) {
    if (IntStream.of(sizes).anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException("sizes and widths must be at least 1");
    }
  }
}
