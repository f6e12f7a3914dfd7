package cnnbook.ops;

import cnnbook.geometry.Window;
import cnnbook.tensor.Tensor;

/**
 * Two-dimensional cross-correlation, the "convolution" of neural networks.
 *
 * <pre>
 * out[n,f,i,j] = bias[f] + Σ_c Σ_a Σ_b x[n, c, i·s − top + a·d, j·s − left + b·d] · weight[f,c,a,b]
 * oh = ⌊(h + top + bottom − d·(kh−1) − 1) / s⌋ + 1, and ow likewise
 * </pre>
 *
 * <p>Cost: n·f·oh·ow·(c / groups)·kh·kw products forward; backward twice as many, for dx and dw.
 * Memory: x is kept for the way back, in modes other than zeros a framed copy of it; each {@link
 * Convolution} says what it takes beside that. Source: Goodfellow, Bengio and Courville, "Deep
 * Learning", section 9.1, equation 9.6.
 *
 * @param window kernel, stride, padding, dilation; not ceil
 * @param groups channels and filters are divided into as many parts that do not see each other; as
 *     many groups as channels make a depthwise convolution
 * @param padMode what stands outside the image
 * @param algorithm how it is computed
 */
public record Conv2dOp(Window window, int groups, PadMode padMode, Convolution algorithm) {

  /** One group, zeros outside, the fast algorithm. */
  public Conv2dOp(Window window) {
    this(window, 1);
  }

  /** Zeros outside, the fast algorithm. */
  public Conv2dOp(Window window, int groups) {
    this(window, groups, PadMode.ZERO, new FastConvolution());
  }

  /** This operation with another number of groups. */
  public Conv2dOp groups(int groups) {
    return new Conv2dOp(window, groups, padMode, algorithm);
  }

  /** This operation with another surrounding of the image. */
  public Conv2dOp padMode(PadMode padMode) {
    return new Conv2dOp(window, groups, padMode, algorithm);
  }

  /** This operation computed in another way. */
  public Conv2dOp algorithm(Convolution algorithm) {
    return new Conv2dOp(window, groups, padMode, algorithm);
  }

  /**
   * What forward hands over.
   *
   * @param out (n, f, oh, ow)
   * @param x the input as the sums see it: framed already, unless the frame is zeros
   * @param weight (f, c / groups, kh, kw)
   */
  public record Forward(Tensor out, Tensor x, Tensor weight, ConvShape shape) {}

  /**
   * The gradients, each of the shape of its tensor.
   *
   * @param dx (n, c, h, w)
   * @param dw (f, c / groups, kh, kw)
   * @param db (f)
   */
  public record Gradients(Tensor dx, Tensor dw, Tensor db) {}

  /** Without bias. */
  public Forward forward(Tensor x, Tensor weight) {
    boolean framed = padMode != PadMode.ZERO && window.padded();
    Tensor input = framed ? Pad2dOp.of(window, padMode).forward(x) : x;
    Window rest = framed ? window.padding(0) : window;
    ConvShape shape = ConvShape.of(input, weight, rest, groups);
    return new Forward(algorithm.forward(input, weight, shape), input, weight, shape);
  }

  /**
   * The map of each filter.
   *
   * @param x (n, c, h, w)
   * @param weight (f, c / groups, kh, kw)
   * @param bias (f)
   * @throws IllegalArgumentException if the shapes do not fit each other or the window
   */
  public Forward forward(Tensor x, Tensor weight, Tensor bias) {
    Bias.require(bias, weight.size(0));
    Forward forward = forward(x, weight);
    Bias.add(forward.out(), bias);
    return forward;
  }

  /**
   * The gradients of the loss.
   *
   * <p>Each product of the sum above passes dout to either factor, multiplied by the other one; the
   * bias collects dout of all places.
   *
   * @param dout (n, f, oh, ow)
   */
  public Gradients backward(Forward forward, Tensor dout) {
    return new Gradients(
        inputGradient(forward, dout), weightGradient(forward, dout), Bias.gradient(dout));
  }

  Tensor inputGradient(Forward forward, Tensor dout) {
    Require.shape(forward.out().shape(), dout, "dout");
    Tensor dx = algorithm.inputGradient(dout, forward.weight(), forward.shape());
    // A frame that is not zeros was made of the image: its gradients belong to the image.
    boolean framed = padMode != PadMode.ZERO && window.padded();
    return framed ? Pad2dOp.of(window, padMode).backward(dx) : dx;
  }

  Tensor weightGradient(Forward forward, Tensor dout) {
    Require.shape(forward.out().shape(), dout, "dout");
    return algorithm.weightGradient(dout, forward.x(), forward.shape());
  }
}
