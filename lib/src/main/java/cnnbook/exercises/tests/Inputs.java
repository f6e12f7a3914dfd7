package cnnbook.exercises.tests;

import cnnbook.tensor.Shape;
import cnnbook.tensor.Tensor;
import java.util.Random;

/** Inputs that tests of exercises need again and again. */
public final class Inputs {
  private Inputs() {}

  /**
   * A batch of one image (1, c, h, w).
   *
   * @param channels c texts as {@link Tensor#matrix} reads them, of one shape
   */
  public static Tensor image(String... channels) {
    Tensor first = Tensor.matrix(channels[0]);
    Tensor all = Tensor.zeros(1, channels.length, first.size(0), first.size(1));
    for (int c = 0; c < channels.length; c++) {
      Tensor channel = Tensor.matrix(channels[c]).requireSameShape(first);
      System.arraycopy(channel.data(), 0, all.data(), c * channel.count(), channel.count());
    }
    return all;
  }

  /** Whole numbers, each from low to high (included) equally likely. */
  public static Tensor integers(Random random, int low, int high, int... shape) {
    return integers(random, low, high, Shape.of(shape));
  }

  /** As {@link #integers(Random, int, int, int...)}. */
  public static Tensor integers(Random random, int low, int high, Shape shape) {
    Tensor values = Tensor.zeros(shape);
    for (int i = 0; i < values.count(); i++) {
      values.data()[i] = low + random.nextInt(high - low + 1);
    }
    return values;
  }
}
