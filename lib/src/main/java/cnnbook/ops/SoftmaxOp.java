package cnnbook.ops;

import cnnbook.tensor.Tensor;

/**
 * Softmax along the last axis: scores become probabilities.
 *
 * <pre>out_i = e^(x_i) / Σ_j e^(x_j),  dx_i = out_i·(dout_i − Σ_j dout_j·out_j)</pre>
 *
 * <p>x (…, k) → out (…, k), each row summing to 1. The largest score is subtracted first, which
 * changes nothing but keeps the exponentials finite. It has no parameters. Source: Goodfellow,
 * Bengio and Courville, "Deep Learning", section 6.2.2.3, equations 6.29 to 6.33.
 */
public record SoftmaxOp() implements Layer {

  /**
   * What forward hands over.
   *
   * @param out the probabilities (…, k)
   */
  public record Forward(Tensor out) {}

  /**
   * The probabilities.
   *
   * @throws IllegalArgumentException if a score is NaN or +∞, or a row holds nothing but −∞
   */
  public Forward forward(Tensor x) {
    Tensor logs = new LogSoftmaxOp().forward(x).out();
    return new Forward(logs.map(Math::exp));
  }

  /**
   * The gradient: raising one score lowers the other probabilities.
   *
   * @param dout (…, k)
   * @return dx (…, k)
   */
  public Tensor backward(Forward forward, Tensor dout) {
    Tensor out = forward.out();
    Require.shape(out.shape(), dout, "dout");
    int k = out.size(-1);
    Tensor dx = Tensor.zeros(out.shape());
    for (int row = 0; row < out.count(); row += k) {
      double mean = 0;
      for (int i = row; i < row + k; i++) {
        mean += (double) dout.data()[i] * out.data()[i];
      }
      for (int i = row; i < row + k; i++) {
        dx.data()[i] = (float) (out.data()[i] * (dout.data()[i] - mean));
      }
    }
    return dx;
  }

  @Override
  public Pass forward(Tensor x, boolean training) {
    Forward forward = forward(x);
    return new Pass(forward.out(), dout -> backward(forward, dout));
  }
}
