package cnnbook.ops;

import cnnbook.tensor.Tensor;

/**
 * The logarithm of softmax along the last axis, without ever taking the logarithm of 0.
 *
 * <pre>out_i = x_i − m − ln Σ_j e^(x_j − m), m = max x;  dx_i = dout_i − e^(out_i)·Σ_j dout_j</pre>
 *
 * <p>x (…, k) → out (…, k), all ≤ 0. Source: Goodfellow, Bengio and Courville, "Deep Learning",
 * section 6.2.2.3, equations 6.30 to 6.33.
 */
public record LogSoftmaxOp() implements Layer {

  /**
   * What forward hands over.
   *
   * @param out the logarithms of the probabilities (…, k)
   */
  public record Forward(Tensor out) {}

  /**
   * The logarithms of the probabilities.
   *
   * @throws IllegalArgumentException if a score is NaN or +∞, or a row holds nothing but −∞
   */
  public Forward forward(Tensor x) {
    int k = x.size(-1);
    Tensor out = Tensor.zeros(x.shape());
    for (int row = 0; row < x.count(); row += k) {
      double max = max(x, row, k);
      double sum = 0;
      for (int i = row; i < row + k; i++) {
        sum += Math.exp(x.data()[i] - max);
      }
      double logSum = max + Math.log(sum);
      for (int i = row; i < row + k; i++) {
        out.data()[i] = (float) (x.data()[i] - logSum);
      }
    }
    return new Forward(out);
  }

  /**
   * The gradient.
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
      double sum = 0;
      for (int i = row; i < row + k; i++) {
        sum += dout.data()[i];
      }
      for (int i = row; i < row + k; i++) {
        dx.data()[i] = (float) (dout.data()[i] - Math.exp(out.data()[i]) * sum);
      }
    }
    return dx;
  }

  @Override
  public Pass forward(Tensor x, boolean training) {
    Forward forward = forward(x);
    return new Pass(forward.out(), dout -> backward(forward, dout));
  }

  private static double max(Tensor x, int row, int k) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = row; i < row + k; i++) {
      max = Math.max(max, x.data()[i]);
    }
    if (!Float.isFinite(max)) {
      throw new IllegalArgumentException(
          "the largest of scores %d … %d is %s: probabilities need finite scores"
              .formatted(row, row + k - 1, max));
    }
    return max;
  }
}
