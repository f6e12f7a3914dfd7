package cnnbook.ops;

import cnnbook.tensor.Shape;
import cnnbook.tensor.Tensor;

/**
 * Adaptive average pooling: windows are chosen so that the output has a given size.
 *
 * <pre>out[n,c,i,j] = mean of x[n, c, ⌊i·h/oh⌋ … ⌈(i+1)·h/oh⌉ − 1, ⌊j·w/ow⌋ … ⌈(j+1)·w/ow⌉ − 1]
 * </pre>
 *
 * <p>x (n, c, h, w) → out (n, c, oh, ow). Windows overlap where oh does not divide h, and repeat
 * elements where oh &gt; h. Source: the definition of PyTorch's {@code AdaptiveAvgPool2d}; the
 * idea: He and others, "Spatial Pyramid Pooling in Deep Convolutional Networks", section 2.2.
 *
 * @param oh output rows, ≥ 1
 * @param ow output columns, ≥ 1
 */
public record AdaptiveAvgPool2dOp(int oh, int ow) implements Layer {

  /** Checks the sizes. */
  public AdaptiveAvgPool2dOp {
    Require.atLeast(1, oh, "oh");
    Require.atLeast(1, ow, "ow");
  }

  /**
   * What forward hands over.
   *
   * @param out (n, c, oh, ow)
   * @param inputShape (n, c, h, w)
   */
  public record Forward(Tensor out, Shape inputShape) {}

  /** The means. */
  public Forward forward(Tensor x) {
    Require.rank(4, x, "(n, c, h, w)");
    Tensor out = Tensor.zeros(x.size(0), x.size(1), oh, ow);
    Pooling.forEach(
        out.shape(),
        i -> run(i, oh, x.size(2)),
        j -> run(j, ow, x.size(3)),
        (plane, rows, columns, output) -> {
          double sum = Pooling.sum(x, plane, rows, columns);
          out.data()[output] = (float) (sum / (rows.count() * columns.count()));
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
    Tensor dx = Tensor.zeros(forward.inputShape());
    Pooling.forEach(
        dout.shape(),
        i -> run(i, oh, dx.size(2)),
        j -> run(j, ow, dx.size(3)),
        (plane, rows, columns, output) -> {
          double share = dout.data()[output] / (double) (rows.count() * columns.count());
          Pooling.add(share, dx, plane, rows, columns);
        });
    return dx;
  }

  @Override
  public Pass forward(Tensor x, boolean training) {
    Forward forward = forward(x);
    return new Pass(forward.out(), dout -> backward(forward, dout));
  }

  static Pooling.Run run(int position, int outputs, int size) {
    int first = (int) ((long) position * size / outputs);
    int end = (int) (((long) (position + 1) * size + outputs - 1) / outputs);
    return new Pooling.Run(first, end, 1);
  }
}
