package cnnbook.solutions.e04;

import cnnbook.exercises.e04.PointwiseConvolution;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 4.1. */
public class PointwiseConvolutionReference implements PointwiseConvolution {
  @Override
  public Tensor convolve(Tensor x, Tensor weight, Tensor bias) {
    int n = x.size(0);
    int c = x.size(1);
    int h = x.size(2);
    int w = x.size(3);
    int f = weight.size(0);
    requireSame(c, weight.size(1), "channels");
    requireSame(f, bias.count(), "filters");
    Tensor pixels = x.permute(1, 0, 2, 3).reshape(c, n * h * w);
    Tensor mixed = weight.matmul(pixels).plus(bias.reshape(f, 1));
    return mixed.reshape(f, n, h, w).permute(1, 0, 2, 3);
  }

  void requireSame(int needed, int came, String what) {
    if (needed != came) {
      throw new IllegalArgumentException(came + " " + what + ": needed are " + needed);
    }
  }
}
