package cnnbook.ops;

import cnnbook.geometry.Axis;
import cnnbook.geometry.Window;
import cnnbook.tensor.Shape;
import cnnbook.tensor.Tensor;

/**
 * Average pooling: each window passes on the mean of its values.
 *
 * <pre>
 * out[n,c,i,j] = (Σ over (a,b) of x[n, c, i·s − top + a·d, j·s − left + b·d]) / divisor
 * oh = ⌊(h + top + bottom − d·(kh−1) − 1) / s⌋ + 1 (⌈…⌉ in ceil mode), and ow likewise
 * </pre>
 *
 * <p>The divisor is the number of elements under the window: with {@code countPadding} those in the
 * padding too, as zeros; never those beyond it, where only a window of ceil mode reaches. Source:
 * LeCun and others, "Gradient-Based Learning Applied to Document Recognition", section II.B (there
 * with a learned factor).
 *
 * @param window kernel, stride, padding, dilation, floor or ceil
 * @param countPadding whether padding counts in the divisor
 */
public record AvgPool2dOp(Window window, boolean countPadding) implements Layer {

  /** Windows of kernel × kernel side by side. */
  public static AvgPool2dOp of(int kernel) {
    return new AvgPool2dOp(Window.valid(kernel).stride(kernel), true);
  }

  /**
   * What forward hands over.
   *
   * @param out (n, c, oh, ow)
   * @param inputShape (n, c, h, w)
   */
  public record Forward(Tensor out, Shape inputShape) {}

  /**
   * The means.
   *
   * @param x (n, c, h, w)
   * @throws IllegalArgumentException if the window does not fit or lies wholly in the padding
   */
  public Forward forward(Tensor x) {
    Tensor out = Tensor.zeros(Pooling.outputShape(x, window));
    Pooling.forEach(
        x.shape(),
        out.shape(),
        window,
        (plane, rows, columns, output) -> {
          double sum = Pooling.sum(x, plane, rows, columns);
          out.data()[output] =
              (float) (sum / divisor(rows, columns, output, x.shape(), out.shape()));
        });
    return new Forward(out, x.shape());
  }

  /**
   * Each value of a window gets the same share of its gradient.
   *
   * @param dout (n, c, oh, ow)
   * @return dx (n, c, h, w)
   */
  public Tensor backward(Forward forward, Tensor dout) {
    Require.shape(forward.out().shape(), dout, "dout");
    Shape input = forward.inputShape();
    Tensor dx = Tensor.zeros(input);
    Pooling.forEach(
        input,
        dout.shape(),
        window,
        (plane, rows, columns, output) -> {
          double share =
              dout.data()[output] / (double) divisor(rows, columns, output, input, dout.shape());
          Pooling.add(share, dx, plane, rows, columns);
        });
    return dx;
  }

  @Override
  public Pass forward(Tensor x, boolean training) {
    Forward forward = forward(x);
    return new Pass(forward.out(), dout -> backward(forward, dout));
  }

  private int divisor(Pooling.Run rows, Pooling.Run columns, int output, Shape input, Shape out) {
    if (!countPadding) {
      return rows.count() * columns.count();
    }
    int i = output / out.size(3) % out.size(2);
    int j = output % out.size(3);
    return counted(window.rows(), i, input.size(2)) * counted(window.columns(), j, input.size(3));
  }

  /** Elements of the window at a position that lie in the input or its padding. */
  private static int counted(Axis axis, int position, int size) {
    int room = size + axis.after() - axis.start(position);
    return Math.min(axis.kernel(), (room + axis.dilation() - 1) / axis.dilation());
  }
}
