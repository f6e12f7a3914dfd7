package cnnbook.ops;

import cnnbook.tensor.Tensor;

/**
 * Lays the values of each image in one row: (n, c, h, w) → (n, c·h·w).
 *
 * <p>The order is kept; which values were neighbours is lost. It costs nothing: the values are
 * shared.
 */
public record FlattenOp() implements Layer {

  /** The rows. */
  public Tensor forward(Tensor x) {
    return x.reshape(x.size(0), -1);
  }

  /** The images again: dout (n, c·h·w) in x's shape. */
  public Tensor backward(Tensor x, Tensor dout) {
    Require.shape(forward(x).shape(), dout, "dout");
    return dout.reshape(x.shape().toArray());
  }

  @Override
  public Pass forward(Tensor x, boolean training) {
    return new Pass(forward(x), dout -> backward(x, dout));
  }
}
