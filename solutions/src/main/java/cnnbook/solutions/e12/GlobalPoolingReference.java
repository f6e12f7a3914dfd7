package cnnbook.solutions.e12;

import cnnbook.exercises.e12.GlobalPooling;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 12.1. */
public class GlobalPoolingReference implements GlobalPooling {
  @Override
  public Tensor forward(Tensor x) {
    require(x.rank() == 4, "x is %s, not (n, c, h, w)".formatted(x.shape()));
    return x.reshape(x.size(0), x.size(1), -1).mean(2);
  }

  @Override
  public Tensor backward(Tensor dout, int h, int w) {
    require(dout.rank() == 2, "dout is %s, not (n, c)".formatted(dout.shape()));
    int n = dout.size(0);
    int c = dout.size(1);
    return dout.reshape(n, c, 1, 1).plus(Tensor.zeros(n, c, h, w)).times(share(h, w));
  }

  double share(int h, int w) {
    return 1.0 / (h * w);
  }

  @Override
  public Tensor head(Tensor x, Tensor weight, Tensor bias) {
    require(
        x.rank() == 4
            && weight.rank() == 2
            && x.size(1) == weight.size(1)
            && bias.rank() == 1
            && bias.size(0) == weight.size(0),
        "x %s, weight %s, bias %s: needed are (n, c, h, w), (k, c), (k)"
            .formatted(x.shape(), weight.shape(), bias.shape()));
    return forward(maps(x, weight, bias).map(value -> Math.max(value, 0)));
  }

  /** The 1×1 convolution: one matrix product over all places of all images. */
  static Tensor maps(Tensor x, Tensor weight, Tensor bias) {
    int n = x.size(0);
    int h = x.size(2);
    int w = x.size(3);
    Tensor places = x.permute(0, 2, 3, 1).reshape(n * h * w, x.size(1));
    Tensor scores = places.matmul(weight.transpose()).plus(bias);
    return scores.reshape(n, h, w, weight.size(0)).permute(0, 3, 1, 2);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
