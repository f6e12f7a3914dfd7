package cnnbook.ops;

import cnnbook.tensor.Shape;
import cnnbook.tensor.Tensor;

/**
 * Global average pooling: each channel's map becomes its mean.
 *
 * <pre>out[n,c] = Σ_i Σ_j x[n,c,i,j] / (h·w)</pre>
 *
 * <p>x (n, c, h, w) → out (n, c). Source: Lin, Chen and Yan, "Network In Network", section 3.2.
 */
public record GlobalAvgPoolOp() implements Layer {

  /**
   * What forward hands over.
   *
   * @param out (n, c)
   * @param inputShape (n, c, h, w)
   */
  public record Forward(Tensor out, Shape inputShape) {}

  /** The means. */
  public Forward forward(Tensor x) {
    Require.rank(4, x, "(n, c, h, w)");
    return new Forward(x.reshape(x.size(0), x.size(1), -1).mean(2), x.shape());
  }

  /**
   * Each pixel gets the same share, 1 / (h·w).
   *
   * @param dout (n, c)
   * @return dx (n, c, h, w)
   */
  public Tensor backward(Forward forward, Tensor dout) {
    Require.shape(forward.out().shape(), dout, "dout");
    Shape input = forward.inputShape();
    double plane = (double) input.size(2) * input.size(3);
    Tensor share = dout.map(d -> d / plane).reshape(input.size(0), input.size(1), 1, 1);
    return Tensor.zeros(input).plus(share);
  }

  @Override
  public Pass forward(Tensor x, boolean training) {
    Forward forward = forward(x);
    return new Pass(forward.out(), dout -> backward(forward, dout));
  }
}
