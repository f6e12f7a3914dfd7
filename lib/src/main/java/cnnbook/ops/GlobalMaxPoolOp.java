package cnnbook.ops;

import cnnbook.geometry.Window;
import cnnbook.tensor.Tensor;

/**
 * Global max pooling: each channel's map becomes its largest value.
 *
 * <pre>out[n,c] = max over (i,j) of x[n,c,i,j]</pre>
 *
 * <p>x (n, c, h, w) → out (n, c). It is {@link MaxPool2dOp} with a window as large as the image.
 */
public record GlobalMaxPoolOp() implements Layer {

  /** The largest values, and which they were. */
  public MaxPool2dOp.Forward forward(Tensor x) {
    Require.rank(4, x, "(n, c, h, w)");
    MaxPool2dOp.Forward pooled = new MaxPool2dOp(Window.valid(x.size(2), x.size(3))).forward(x);
    return new MaxPool2dOp.Forward(
        pooled.out().reshape(x.size(0), x.size(1)), pooled.winners(), x.shape());
  }

  /**
   * The winner of each map gets its whole gradient.
   *
   * @param dout (n, c)
   * @return dx (n, c, h, w)
   */
  public Tensor backward(MaxPool2dOp.Forward forward, Tensor dout) {
    Require.shape(forward.out().shape(), dout, "dout");
    return Pooling.scatter(dout, forward.winners(), forward.inputShape());
  }

  @Override
  public Pass forward(Tensor x, boolean training) {
    MaxPool2dOp.Forward forward = forward(x);
    return new Pass(forward.out(), dout -> backward(forward, dout));
  }
}
