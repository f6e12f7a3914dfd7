package cnnbook.ops;

import cnnbook.geometry.Window;
import cnnbook.tensor.Shape;
import cnnbook.tensor.Tensor;

/**
 * Max pooling: each window passes on its largest value.
 *
 * <pre>
 * out[n,c,i,j] = max over (a,b) of x[n, c, i·s − top + a·d, j·s − left + b·d]
 * oh = ⌊(h + top + bottom − d·(kh−1) − 1) / s⌋ + 1 (⌈…⌉ in ceil mode), and ow likewise
 * </pre>
 *
 * <p>Padding never wins: it counts as −∞. Of equal values the first one wins. Source: Goodfellow,
 * Bengio and Courville, "Deep Learning", section 9.3.
 *
 * @param window kernel, stride, padding, dilation, floor or ceil
 */
public record MaxPool2dOp(Window window) implements Layer {

  /** Windows of kernel × kernel side by side. */
  public static MaxPool2dOp of(int kernel) {
    return new MaxPool2dOp(Window.valid(kernel).stride(kernel));
  }

  /**
   * What forward hands over.
   *
   * @param out (n, c, oh, ow)
   * @param winners for each output the place of its value in the input's array
   * @param inputShape (n, c, h, w)
   */
  public record Forward(Tensor out, int[] winners, Shape inputShape) {}

  /**
   * The largest values.
   *
   * @param x (n, c, h, w)
   * @throws IllegalArgumentException if the window does not fit or lies wholly in the padding
   */
  public Forward forward(Tensor x) {
    Tensor out = Tensor.zeros(Pooling.outputShape(x, window));
    int[] winners = new int[out.count()];
    Pooling.forEach(
        x.shape(),
        out.shape(),
        window,
        (plane, rows, columns, output) -> {
          winners[output] = Pooling.argMax(x, plane, rows, columns);
          out.data()[output] = x.data()[winners[output]];
        });
    return new Forward(out, winners, x.shape());
  }

  /**
   * The winner of each window gets its whole gradient; the others had no influence.
   *
   * @param dout (n, c, oh, ow)
   * @return dx (n, c, h, w)
   */
  public Tensor backward(Forward forward, Tensor dout) {
    Require.shape(forward.out().shape(), dout, "dout");
    return Pooling.scatter(dout, forward.winners(), forward.inputShape());
  }

  @Override
  public Pass forward(Tensor x, boolean training) {
    Forward forward = forward(x);
    return new Pass(forward.out(), dout -> backward(forward, dout));
  }
}
