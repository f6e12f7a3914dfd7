package cnnbook.ops;

import cnnbook.tensor.Tensor;

/**
 * A way of computing two-dimensional cross-correlation and its gradients. All ways give the same
 * numbers but for rounding; they differ in speed and memory.
 *
 * <p>Arguments have the shapes that {@code shape} names; {@link Conv2dOp} checks them.
 */
public interface Convolution {

  /**
   * The output without bias.
   *
   * @param x (n, c, h, w)
   * @param weight (f, c / groups, kh, kw)
   * @return out (n, f, oh, ow)
   */
  Tensor forward(Tensor x, Tensor weight, ConvShape shape);

  /**
   * The gradient with respect to the input.
   *
   * @param dout (n, f, oh, ow)
   * @param weight (f, c / groups, kh, kw)
   * @return dx (n, c, h, w)
   */
  Tensor inputGradient(Tensor dout, Tensor weight, ConvShape shape);

  /**
   * The gradient with respect to the weights.
   *
   * @param dout (n, f, oh, ow)
   * @param x (n, c, h, w)
   * @return dw (f, c / groups, kh, kw)
   */
  Tensor weightGradient(Tensor dout, Tensor x, ConvShape shape);
}
