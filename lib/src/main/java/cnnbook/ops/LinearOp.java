package cnnbook.ops;

import cnnbook.tensor.MatrixProduct;
import cnnbook.tensor.MatrixView;
import cnnbook.tensor.Shape;
import cnnbook.tensor.Tensor;

/**
 * The dense (fully connected) layer.
 *
 * <pre>out[n,f] = bias[f] + Σ_c weight[f,c] · x[n,c],  that is  out = x · weightᵀ + bias</pre>
 *
 * <p>Source: Goodfellow, Bengio and Courville, "Deep Learning", section 6.1; gradients: section
 * 6.5.6.
 */
public record LinearOp() {

  /**
   * What forward hands over.
   *
   * @param out (n, f)
   * @param x (n, c)
   * @param weight (f, c)
   */
  public record Forward(Tensor out, Tensor x, Tensor weight) {}

  /**
   * The gradients.
   *
   * @param dx (n, c)
   * @param dw (f, c)
   * @param db (f)
   */
  public record Gradients(Tensor dx, Tensor dw, Tensor db) {}

  /**
   * The output.
   *
   * @param x (n, c)
   * @param weight (f, c)
   * @param bias (f)
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public Forward forward(Tensor x, Tensor weight, Tensor bias) {
    Require.rank(2, x, "(n, c)");
    Require.rank(2, weight, "(f, c)");
    Require.shape(Shape.of(weight.size(0), x.size(1)), weight, "weight for input " + x.shape());
    Bias.require(bias, weight.size(0));
    Tensor out = Tensor.zeros(x.size(0), weight.size(0));
    MatrixProduct.add(MatrixView.of(x), MatrixView.of(weight).transpose(), MatrixView.of(out));
    Bias.add(out, bias);
    return new Forward(out, x, weight);
  }

  /**
   * dx = dout · weight, dw = doutᵀ · x, db = Σ_n dout.
   *
   * @param dout (n, f)
   */
  public Gradients backward(Forward forward, Tensor dout) {
    Require.shape(forward.out().shape(), dout, "dout");
    Tensor dx = dout.matmul(forward.weight());
    Tensor dw = Tensor.zeros(forward.weight().shape());
    MatrixProduct.add(
        MatrixView.of(dout).transpose(), MatrixView.of(forward.x()), MatrixView.of(dw));
    return new Gradients(dx, dw, Bias.gradient(dout));
  }
}
