package cnnbook.ops;

import cnnbook.geometry.Axis;
import cnnbook.geometry.Window;
import cnnbook.tensor.Tensor;

/**
 * One-dimensional cross-correlation, for signals and text: (batch, features, time).
 *
 * <pre>
 * out[n,f,i] = bias[f] + Σ_c Σ_a x[n, c, i·s − before + a·d] · weight[f,c,a]
 * ol = ⌊(l + before + after − d·(k−1) − 1) / s⌋ + 1
 * </pre>
 *
 * <p>A signal is an image of height 1, and that is how it is computed, at the cost of {@link
 * Conv2dOp}: n·f·ol·(c / groups)·k products forward, twice as many backward.
 *
 * @param axis how the kernel slides; not ceil
 * @param groups channels and filters are divided into as many parts
 * @param padMode what stands outside the signal
 */
public record Conv1dOp(Axis axis, int groups, PadMode padMode) {

  /** One group, zeros outside. */
  public Conv1dOp(Axis axis) {
    this(axis, 1, PadMode.ZERO);
  }

  /**
   * What forward hands over.
   *
   * @param out (n, f, ol)
   * @param flat the same as an image
   */
  public record Forward(Tensor out, Conv2dOp.Forward flat) {}

  /**
   * The signal of each filter.
   *
   * @param x (n, c, l)
   * @param weight (f, c / groups, k)
   * @param bias (f)
   * @throws IllegalArgumentException if the shapes do not fit each other or the axis
   */
  public Forward forward(Tensor x, Tensor weight, Tensor bias) {
    Require.rank(3, x, "(n, c, l)");
    Require.rank(3, weight, "(f, c / groups, k)");
    Conv2dOp.Forward flat = flatOp().forward(flat(x), flat(weight), bias);
    return new Forward(signal(flat.out()), flat);
  }

  /**
   * The gradients: dx (n, c, l), dw (f, c / groups, k), db (f).
   *
   * @param dout (n, f, ol)
   */
  public Conv2dOp.Gradients backward(Forward forward, Tensor dout) {
    Require.shape(forward.out().shape(), dout, "dout");
    Conv2dOp.Gradients flat = flatOp().backward(forward.flat(), flat(dout));
    return new Conv2dOp.Gradients(signal(flat.dx()), signal(flat.dw()), flat.db());
  }

  private Conv2dOp flatOp() {
    return new Conv2dOp(new Window(Axis.of(1), axis), groups).padMode(padMode);
  }

  private static Tensor flat(Tensor signal) {
    return signal.reshape(signal.size(0), signal.size(1), 1, signal.size(2));
  }

  private static Tensor signal(Tensor flat) {
    return flat.reshape(flat.size(0), flat.size(1), flat.size(3));
  }
}
