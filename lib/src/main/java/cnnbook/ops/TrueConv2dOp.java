package cnnbook.ops;

import cnnbook.geometry.Window;
import cnnbook.tensor.Tensor;

/**
 * Convolution as mathematics defines it: cross-correlation with the kernel flipped both ways.
 *
 * <pre>
 * out[n,f,i,j] = bias[f] + Σ x[n, c, i·s − top + a·d, j·s − left + b·d] · weight[f, c, kh−1−a, kw−1−b]
 * </pre>
 *
 * <p>A network that learns its kernels learns the flipped ones just as well: that is why
 * "convolutional" layers compute {@link Conv2dOp}. Cost: as there, and a flipped copy of the
 * weights. Source: Goodfellow, Bengio and Courville, "Deep Learning", section 9.1, equations 9.4 to
 * 9.6.
 *
 * @param correlation the operation without the flip
 */
public record TrueConv2dOp(Conv2dOp correlation) {

  /** Zeros outside, one group. */
  public TrueConv2dOp(Window window) {
    this(new Conv2dOp(window));
  }

  /**
   * The map of each filter; arguments and errors as in {@link Conv2dOp#forward}.
   *
   * @param x (n, c, h, w)
   * @param weight (f, c / groups, kh, kw)
   * @param bias (f)
   */
  public Conv2dOp.Forward forward(Tensor x, Tensor weight, Tensor bias) {
    return correlation.forward(x, flip(weight), bias);
  }

  /** The gradients; dw is flipped back. */
  public Conv2dOp.Gradients backward(Conv2dOp.Forward forward, Tensor dout) {
    Conv2dOp.Gradients flipped = correlation.backward(forward, dout);
    return new Conv2dOp.Gradients(flipped.dx(), flip(flipped.dw()), flipped.db());
  }

  /** A kernel (f, c, kh, kw) upside down and left to right; twice gives the kernel again. */
  public static Tensor flip(Tensor weight) {
    Require.rank(4, weight, "(f, c, kh, kw)");
    int area = weight.size(2) * weight.size(3);
    Tensor flipped = Tensor.zeros(weight.shape());
    for (int i = 0; i < weight.count(); i++) {
      int plane = i / area * area;
      flipped.data()[i] = weight.data()[plane + area - 1 - i % area];
    }
    return flipped;
  }
}
