package cnnbook.exercises.e08;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 8.3. */
@Exercise(
    id = "8.3",
    title = "inverted dropout",
    topic = "regularization",
    minutes = 15,
    points = 7,
    hints = {
      "Build a mask first: 0 where the uniform number is below p, a constant elsewhere.",
      "The constant keeps the expected value: a share 1 − p stays, so it is 1 / (1 − p).",
      "Backward multiplies by the same mask. At inference the mask is 1 everywhere."
    },
    forbidden = {"cnnbook.ops", "ai.djl"})
public interface Dropout {
  /**
   * Drops x's value where the uniform number is below p, and divides what stays by 1 − p. At
   * inference nothing is dropped and nothing divided.
   *
   * @param x of any shape
   * @param uniform numbers in [0, 1), of x's shape
   * @param p probability of dropping, 0 ≤ p &lt; 1
   * @param training false at inference
   * @return of x's shape
   * @throws IllegalArgumentException if p is outside its range, or the shapes differ
   */
  Tensor forward(Tensor x, Tensor uniform, double p, boolean training);

  /**
   * The gradient with respect to x.
   *
   * @param dout of x's shape, the gradient with respect to what forward returned
   * @param uniform as in forward
   * @param p as in forward
   * @param training as in forward
   * @return dx, of x's shape
   * @throws IllegalArgumentException as in forward
   */
  Tensor backward(Tensor dout, Tensor uniform, double p, boolean training);
}
