package cnnbook.ops;

import cnnbook.tensor.Shape;
import cnnbook.tensor.Tensor;

/** One number for each channel, added at all places of its map: out[n,f,…] += bias[f]. */
final class Bias {
  private Bias() {}

  static void require(Tensor bias, int channels) {
    Require.shape(Shape.of(channels), bias, "bias for " + channels + " channels");
  }

  /** Adds bias (f) to out (n, f, …) in place. */
  static void add(Tensor out, Tensor bias) {
    int plane = out.count() / (out.size(0) * out.size(1));
    for (int i = 0; i < out.size(0) * out.size(1); i++) {
      float b = bias.data()[i % bias.count()];
      for (int p = i * plane; p < (i + 1) * plane; p++) {
        out.data()[p] += b;
      }
    }
  }

  /** db (f): the sum of dout (n, f, …) over all images and places. */
  static Tensor gradient(Tensor dout) {
    int channels = dout.size(1);
    int plane = dout.count() / (dout.size(0) * channels);
    double[] sums = new double[channels];
    for (int i = 0; i < dout.size(0) * channels; i++) {
      double sum = 0;
      for (int p = i * plane; p < (i + 1) * plane; p++) {
        sum += dout.data()[p];
      }
      sums[i % channels] += sum;
    }
    return Tensor.vector(sums);
  }
}
