package cnnbook.training;

import ai.djl.nn.Block;

/**
 * Limits the gradients between the backward pass and the step. DJL's own {@code optClipGrad} cuts
 * off large positive gradients only.
 *
 * <pre>{@code
 * collector.backward(loss);
 * Clip.byNorm(1).apply(network);
 * optimizer.step(network);
 * }</pre>
 */
@FunctionalInterface
public interface Clip {

  /** Changes the gradients of a network in place, on their device, without reading them back. */
  void apply(Block network);

  /** Leaves the gradients alone. */
  static Clip none() {
    return new Clips.None();
  }

  /**
   * Scales all gradients by one factor, min(1, max / (norm + 1e-6)), so that the norm of them all
   * together is at most max and their direction stays. Pascanu, Mikolov and Bengio, "On the
   * difficulty of training recurrent neural networks", 2013, section 3.2; numbers as PyTorch's
   * {@code clip_grad_norm_}. A gradient that is infinite or NaN makes all of them NaN.
   *
   * @param max the largest norm, above 0
   */
  static Clip byNorm(double max) {
    return new Clips.ByNorm(max);
  }

  /**
   * Cuts each number of each gradient to [−max, max], as PyTorch's {@code clip_grad_value_}.
   *
   * @param max the largest size, above 0
   */
  static Clip byValue(double max) {
    return new Clips.ByValue(max);
  }
}
