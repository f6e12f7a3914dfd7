package cnnbook.ops;

import cnnbook.geometry.Window;
import cnnbook.tensor.Tensor;

/**
 * Transposed convolution: each input value lays down a copy of the kernel, weighted by it; what
 * overlaps is added. It is the gradient of {@link Conv2dOp} with respect to its input, used
 * forward.
 *
 * <pre>
 * out[n, f, i·s − top + a·d, j·s − left + b·d] += x[n,c,i,j] · weight[c,f,a,b]
 * oh = (h − 1)·s − top − bottom + d·(kh−1) + outputPadding + 1, and ow likewise
 * </pre>
 *
 * <p>Cost: n·c·h·w·(f / groups)·kh·kw products forward, twice as many backward; memory beside x and
 * out as its {@link Convolution} says. Source: Dumoulin and Visin, "A guide to convolution
 * arithmetic for deep learning", chapter 4.
 *
 * @param window of the convolution that this one transposes; not ceil
 * @param groups channels and filters are divided into as many parts
 * @param outputPadding rows and columns added at the bottom and right, 0 … stride − 1
 * @param algorithm how it is computed
 */
public record TransposedConv2dOp(
    Window window, int groups, int outputPadding, Convolution algorithm) {

  /** One group, no output padding, the fast algorithm. */
  public TransposedConv2dOp(Window window) {
    this(window, 1, 0, new FastConvolution());
  }

  /**
   * What forward hands over.
   *
   * @param out (n, f, oh, ow)
   * @param x (n, c, h, w)
   * @param weight (c, f / groups, kh, kw)
   * @param shape of the convolution from out's shape to x's
   */
  public record Forward(Tensor out, Tensor x, Tensor weight, ConvShape shape) {}

  /**
   * The enlarged map of each filter.
   *
   * @param x (n, c, h, w)
   * @param weight (c, f / groups, kh, kw): as the transposed convolution has it
   * @param bias (f)
   * @throws IllegalArgumentException if the shapes do not fit each other or the window
   */
  public Forward forward(Tensor x, Tensor weight, Tensor bias) {
    Require.rank(4, x, "(n, c, h, w)");
    Require.rank(4, weight, "(c, f / groups, kh, kw)");
    if (groups < 1 || x.size(1) % groups != 0) {
      throw new IllegalArgumentException(
          "groups is %d: it must divide the %d channels".formatted(groups, x.size(1)));
    }
    int f = weight.size(1) * groups;
    Bias.require(bias, f);
    int oh = window.rows().transposedSize(x.size(2), outputPadding);
    int ow = window.columns().transposedSize(x.size(3), outputPadding);
    ConvShape shape = new ConvShape(x.size(0), f, oh, ow, x.size(1), groups, window);
    Require.shape(shape.weightShape(), weight, "weight for input " + x.shape());
    Tensor out = algorithm.inputGradient(x, weight, shape);
    Bias.add(out, bias);
    return new Forward(out, x, weight, shape);
  }

  /**
   * The gradients: the transpose of a transpose is the convolution itself.
   *
   * @param dout (n, f, oh, ow)
   * @return dx (n, c, h, w), dw (c, f / groups, kh, kw), db (f)
   */
  public Conv2dOp.Gradients backward(Forward forward, Tensor dout) {
    Require.shape(forward.out().shape(), dout, "dout");
    return new Conv2dOp.Gradients(
        algorithm.forward(dout, forward.weight(), forward.shape()),
        algorithm.weightGradient(forward.x(), dout, forward.shape()),
        Bias.gradient(dout));
  }
}
