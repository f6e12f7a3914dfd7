package cnnbook.ops;

import cnnbook.geometry.Axis;
import cnnbook.geometry.Window;
import cnnbook.tensor.Tensor;
import java.util.Random;

/** Random legal arguments: sizes that mostly differ, strides that mostly do not divide. */
final class Cases {
  private final Random random;

  Cases(long seed) {
    this.random = new Random(seed);
  }

  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  boolean flip() {
    return random.nextBoolean();
  }

  double real(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  Tensor normal(int... shape) {
    return Tensor.gaussian(random, 0, 1, shape);
  }

  Random random() {
    return random;
  }

  /** One axis of a convolution; with {@code even} the same padding on both sides. */
  Axis axis(boolean even) {
    int before = between(0, 3);
    return new Axis(
        between(1, 4), between(1, 3), before, even ? before : between(0, 3), between(1, 2), false);
  }

  /** A size into which the axis fits. */
  int size(Axis axis) {
    return Math.max(1, axis.extent() - axis.totalPadding()) + between(0, 6);
  }

  /** One axis of a pooling window: no window wholly in the padding. */
  Axis poolAxis(boolean plain) {
    int kernel = between(1, 4);
    int before = between(0, kernel / 2);
    int after = plain ? before : between(0, kernel / 2);
    int dilation = plain ? 1 : between(1, 2);
    return new Axis(kernel, between(1, 4), before, after, dilation, flip());
  }

  Axis withCeil(Axis axis, boolean ceil) {
    return new Axis(
        axis.kernel(), axis.stride(), axis.before(), axis.after(), axis.dilation(), ceil);
  }

  /** Both axes of a pooling window round alike. */
  Window poolWindow(boolean plain) {
    Axis rows = poolAxis(plain);
    return new Window(rows, withCeil(poolAxis(plain), rows.ceil()));
  }

  /** A size on which every window sees an element. */
  int poolSize(Axis axis) {
    return axis.extent() + between(0, 6);
  }
}
