package cnnbook.solutions.e08;

import cnnbook.tensor.Tensor;

/** Statistics of channels. */
final class Channels {
  private Channels() {}

  /** The mean of each channel of x (n, c, h, w), over images, rows and columns: (c). */
  static Tensor mean(Tensor x) {
    return x.permute(1, 0, 2, 3).reshape(x.size(1), -1).mean(1);
  }

  /** One number a channel (c) as (1, c, 1, 1), ready for arithmetic with (n, c, h, w). */
  static Tensor wide(Tensor values) {
    return values.reshape(1, -1, 1, 1);
  }

  /** The number of values of each channel: n·h·w. */
  static int size(Tensor x) {
    return x.count() / x.size(1);
  }
}
