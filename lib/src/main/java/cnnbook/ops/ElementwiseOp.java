package cnnbook.ops;

import cnnbook.tensor.Tensor;

/**
 * An activation that works on each number alone: any shape in, the same shape out.
 *
 * <pre>out = f(x),  dx = dout · f′(x)</pre>
 */
public interface ElementwiseOp extends Layer {

  /** The function f. */
  double value(double x);

  /** Its derivative f′; at a corner the value from the left. */
  double slope(double x);

  /** f of every number. */
  default Tensor forward(Tensor x) {
    Tensor out = Tensor.zeros(x.shape());
    Workers.shareNumbers(x.count(), i -> out.data()[i] = (float) value(x.data()[i]));
    return out;
  }

  /**
   * The gradient for the input that was given to forward.
   *
   * @param x of any shape
   * @param dout of x's shape
   * @return dx, of x's shape
   */
  default Tensor backward(Tensor x, Tensor dout) {
    Require.shape(x.shape(), dout, "dout");
    Tensor dx = Tensor.zeros(x.shape());
    Workers.shareNumbers(
        x.count(), i -> dx.data()[i] = (float) (dout.data()[i] * slope(x.data()[i])));
    return dx;
  }

  @Override
  default Pass forward(Tensor x, boolean training) {
    return new Pass(forward(x), dout -> backward(x, dout));
  }
}
