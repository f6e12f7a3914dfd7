package cnnbook.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
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
    return network -> {};
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
    Require.positive("the largest norm", max);
    return network -> {
      try (Gradients gradients = Gradients.of(network)) {
        NDArray limit = gradients.scope().create((float) max);
        NDArray factor = limit.div(gradients.norm().add(1e-6f)).minimum(1f);
        gradients.byName().values().forEach(gradient -> gradient.muli(factor));
      }
    };
  }

  /**
   * Cuts each number of each gradient to [−max, max], as PyTorch's {@code clip_grad_value_}.
   *
   * @param max the largest size, above 0
   */
  static Clip byValue(double max) {
    Require.positive("the largest value", max);
    return network -> {
      try (Gradients gradients = Gradients.of(network)) {
        for (NDArray gradient : gradients.byName().values()) {
          gradient.set(new NDIndex("..."), gradient.clip((float) -max, (float) max));
        }
      }
    };
  }
}
