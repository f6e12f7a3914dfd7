package cnnbook.ops;

import cnnbook.tensor.Tensor;
import java.util.List;

/**
 * The sum of two tensors of one shape, where a shortcut joins its block.
 *
 * <pre>out = a + b,  da = dout,  db = dout</pre>
 *
 * <p>The gradient passes to both unchanged: that is why it reaches the first layers of a deep
 * residual network. Source: He and others, "Deep Residual Learning for Image Recognition", section
 * 3.2, equation 1.
 */
public record AddOp() {

  /**
   * The sum.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  public Tensor forward(Tensor a, Tensor b) {
    return a.requireSameShape(b).plus(b);
  }

  /** da and db. */
  public List<Tensor> backward(Tensor dout) {
    return List.of(dout, dout);
  }
}
