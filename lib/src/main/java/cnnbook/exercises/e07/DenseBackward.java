package cnnbook.exercises.e07;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 7.2. */
@Exercise(
    id = "7.2",
    title = "a dense layer with ReLU, forward and backward",
    topic = "backpropagation",
    minutes = 25,
    points = 7,
    hints = {
      "Backward runs in the opposite order: first through ReLU, then through the dense layer.",
      "ReLU lets the gradient pass where its input was above 0 and stops it elsewhere.",
      "With dz behind ReLU's gate: dx = dz · weight, dw = dzᵀ · x, db = Σ over the batch of dz."
    },
    forbidden = {"cnnbook.ops", "ai.djl"})
public interface DenseBackward {
  /**
   * The gradients of the loss.
   *
   * @param dx (n, c), with respect to the input
   * @param dw (f, c), with respect to the weight
   * @param db (f), with respect to the bias
   */
  record Gradients(Tensor dx, Tensor dw, Tensor db) {}

  /**
   * ReLU of a dense layer: out = max(0, x · weightᵀ + bias).
   *
   * @param x (n, c)
   * @param weight (f, c)
   * @param bias (f)
   * @return (n, f)
   * @throws IllegalArgumentException if the shapes do not fit
   */
  Tensor forward(Tensor x, Tensor weight, Tensor bias);

  /**
   * The way back. Where ReLU's input is exactly 0, its gradient is 0. The loss is already a mean
   * over the batch: sum over the images, divide by nothing.
   *
   * @param x (n, c)
   * @param weight (f, c)
   * @param bias (f)
   * @param dout (n, f), the gradient with respect to what forward returned
   * @throws IllegalArgumentException if the shapes do not fit
   */
  Gradients backward(Tensor x, Tensor weight, Tensor bias, Tensor dout);
}
