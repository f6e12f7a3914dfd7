package cnnbook.ops;

import cnnbook.tensor.MatrixProduct;
import cnnbook.tensor.MatrixView;
import cnnbook.tensor.Shape;
import cnnbook.tensor.Tensor;

/**
 * 1×1 convolution: the same dense layer from channels to channels at every pixel.
 *
 * <pre>out[n,f,i,j] = bias[f] + Σ_c weight[f,c] · x[n,c,i,j]</pre>
 *
 * <p>Each image is a matrix (c, h·w), so this is one matrix product for each image. Cost: n·f·c·h·w
 * products forward, twice as many backward; no columns are built. Source: Lin, Chen and Yan,
 * "Network In Network", section 3.1.
 */
public record Conv1x1Op() {

  /**
   * What forward hands over.
   *
   * @param out (n, f, h, w)
   * @param x (n, c, h, w)
   * @param weight (f, c)
   */
  public record Forward(Tensor out, Tensor x, Tensor weight) {}

  /**
   * The mixed channels.
   *
   * @param x (n, c, h, w)
   * @param weight (f, c)
   * @param bias (f)
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public Forward forward(Tensor x, Tensor weight, Tensor bias) {
    Require.rank(4, x, "(n, c, h, w)");
    Require.rank(2, weight, "(f, c)");
    Require.shape(Shape.of(weight.size(0), x.size(1)), weight, "weight for input " + x.shape());
    Bias.require(bias, weight.size(0));
    Tensor out = Tensor.zeros(x.shape().with(1, weight.size(0)));
    for (int n = 0; n < x.size(0); n++) {
      MatrixProduct.add(MatrixView.of(weight), image(x, n), image(out, n));
    }
    Bias.add(out, bias);
    return new Forward(out, x, weight);
  }

  /**
   * dx = weightᵀ · dout and dw = Σ dout · xᵀ, image by image.
   *
   * @param dout (n, f, h, w)
   * @return dx (n, c, h, w), dw (f, c), db (f)
   */
  public Conv2dOp.Gradients backward(Forward forward, Tensor dout) {
    Require.shape(forward.out().shape(), dout, "dout");
    Tensor x = forward.x();
    MatrixView weight = MatrixView.of(forward.weight());
    Tensor dx = Tensor.zeros(x.shape());
    Tensor dw = Tensor.zeros(forward.weight().shape());
    for (int n = 0; n < x.size(0); n++) {
      MatrixProduct.add(weight.transpose(), image(dout, n), image(dx, n));
      MatrixProduct.add(image(dout, n), image(x, n).transpose(), MatrixView.of(dw));
    }
    return new Conv2dOp.Gradients(dx, dw, Bias.gradient(dout));
  }

  /** Image n of (n, c, h, w) as a matrix (c, h·w). */
  private static MatrixView image(Tensor x, int n) {
    int plane = x.size(2) * x.size(3);
    return MatrixView.of(x.data(), n * x.size(1) * plane, x.size(1), plane);
  }
}
