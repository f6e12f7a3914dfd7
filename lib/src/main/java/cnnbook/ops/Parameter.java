package cnnbook.ops;

import cnnbook.tensor.Tensor;
import java.util.Arrays;

/**
 * Numbers that are learned, and the gradient of the loss with respect to them.
 *
 * @param name for people: {@code conv1.weight}
 * @param value the numbers; optimizers change them in place
 * @param gradient of the same shape; backward passes add to it, {@link #clearGradient} empties it
 */
public record Parameter(String name, Tensor value, Tensor gradient) {

  /** Checks that the shapes are equal. */
  public Parameter {
    gradient.requireSameShape(value);
  }

  /** A parameter with gradient 0. */
  public Parameter(String name, Tensor value) {
    this(name, value, Tensor.zeros(value.shape()));
  }

  /** Sets the gradient to 0. */
  public void clearGradient() {
    Arrays.fill(gradient.data(), 0);
  }
}
