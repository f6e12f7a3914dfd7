package cnnbook.exercises.e05;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 5.2. */
@Exercise(
    id = "5.2",
    title = "the ReLU family, forward and backward",
    topic = "activations",
    minutes = 25,
    points = 6,
    hints = {
      "All six go number by number: Tensor's map and combine save you the loops.",
      "Backward multiplies dout by the slope at x, not at the output.",
      "ELU's slope below 0 is alpha·eˣ. Choose by the sign of x with a condition: a product with 0"
          + " does not remove what has overflowed."
    },
    forbidden = {"cnnbook.ops", "ai.djl"})
public interface Activations {
  /**
   * max(0, x), number by number.
   *
   * @param x of any shape
   * @return of x's shape
   */
  Tensor relu(Tensor x);

  /**
   * The gradient for x: dout times the slope of relu at x, which is 1 where x &gt; 0, else 0.
   *
   * @param x what relu was given
   * @param dout the gradient for what relu returned, of x's shape
   * @return of x's shape
   */
  Tensor reluBackward(Tensor x, Tensor dout);

  /**
   * Leaky ReLU: x where x &gt; 0, else slope·x.
   *
   * @param x of any shape
   * @param slope at least 0, may exceed 1
   * @return of x's shape
   */
  Tensor leaky(Tensor x, double slope);

  /**
   * The gradient for x: dout times 1 where x &gt; 0, else times slope.
   *
   * @param x what leaky was given
   * @param dout the gradient for what leaky returned, of x's shape
   * @param slope at least 0, may exceed 1
   * @return of x's shape
   */
  Tensor leakyBackward(Tensor x, Tensor dout, double slope);

  /**
   * ELU: x where x &gt; 0, else alpha·(eˣ − 1).
   *
   * @param x of any shape; 1000 and −1000 must work
   * @param alpha at least 0
   * @return of x's shape
   */
  Tensor elu(Tensor x, double alpha);

  /**
   * The gradient for x: dout times 1 where x &gt; 0, else times alpha·eˣ.
   *
   * @param x what elu was given; 1000 and −1000 must work
   * @param dout the gradient for what elu returned, of x's shape
   * @param alpha at least 0
   * @return of x's shape
   */
  Tensor eluBackward(Tensor x, Tensor dout, double alpha);
}
