package cnnbook.ops;

import cnnbook.tensor.Tensor;

/**
 * Adaptive max pooling: the windows of {@link AdaptiveAvgPool2dOp}, the largest value of each.
 *
 * <pre>out[n,c,i,j] = max of x[n, c, ⌊i·h/oh⌋ … ⌈(i+1)·h/oh⌉ − 1, ⌊j·w/ow⌋ … ⌈(j+1)·w/ow⌉ − 1]
 * </pre>
 *
 * <p>x (n, c, h, w) → out (n, c, oh, ow).
 *
 * @param oh output rows, ≥ 1
 * @param ow output columns, ≥ 1
 */
public record AdaptiveMaxPool2dOp(int oh, int ow) implements Layer {

  /** Checks the sizes. */
  public AdaptiveMaxPool2dOp {
    Require.atLeast(1, oh, "oh");
    Require.atLeast(1, ow, "ow");
  }

  /** The largest values, and which they were. */
  public MaxPool2dOp.Forward forward(Tensor x) {
    Require.rank(4, x, "(n, c, h, w)");
    Tensor out = Tensor.zeros(x.size(0), x.size(1), oh, ow);
    int[] winners = new int[out.count()];
    Pooling.forEach(
        out.shape(),
        i -> AdaptiveAvgPool2dOp.run(i, oh, x.size(2)),
        j -> AdaptiveAvgPool2dOp.run(j, ow, x.size(3)),
        (plane, rows, columns, output) -> {
          winners[output] = Pooling.argMax(x, plane, rows, columns);
          out.data()[output] = x.data()[winners[output]];
        });
    return new MaxPool2dOp.Forward(out, winners, x.shape());
  }

  /**
   * The winner of each window gets its whole gradient.
   *
   * @param dout (n, c, oh, ow)
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
