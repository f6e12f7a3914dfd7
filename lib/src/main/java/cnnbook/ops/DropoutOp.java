package cnnbook.ops;

import cnnbook.tensor.Tensor;
import java.util.Random;

/**
 * Inverted dropout: in training each number is dropped with probability p; those that stay grow, so
 * that the expected value stays.
 *
 * <pre>
 * mask_i = 0 with probability p, else 1 / (1 − p)
 * out = x · mask,  dx = dout · mask;  at inference out = x
 * </pre>
 *
 * <p>Source: Srivastava and others, "Dropout", section 4; the scaling in training: section 10.
 *
 * @param p probability of dropping, 0 ≤ p &lt; 1
 */
public record DropoutOp(double p) {

  /** Checks the range. */
  public DropoutOp {
    Require.below(0, 1, p, "p");
  }

  /**
   * What forward hands over.
   *
   * @param out of x's shape
   * @param mask of x's shape
   */
  public record Forward(Tensor out, Tensor mask) {}

  /**
   * What stays.
   *
   * @param x of any shape
   * @param random decides; the same seed drops the same numbers
   */
  public Forward forward(Tensor x, Random random) {
    double scale = 1 / (1 - p);
    Tensor mask = Tensor.zeros(x.shape());
    for (int i = 0; i < mask.count(); i++) {
      mask.data()[i] = random.nextDouble() < p ? 0 : (float) scale;
    }
    return new Forward(x.times(mask), mask);
  }

  /**
   * What was dropped had no influence.
   *
   * @param dout of x's shape
   */
  public Tensor backward(Forward forward, Tensor dout) {
    Require.shape(forward.mask().shape(), dout, "dout");
    return dout.times(forward.mask());
  }

  /** Dropout as a layer; it does nothing at inference. */
  public Layer layer(Random random) {
    return (x, training) -> {
      if (!training) {
        return new Pass(x, dout -> dout);
      }
      Forward forward = forward(x, random);
      return new Pass(forward.out(), dout -> backward(forward, dout));
    };
  }
}
