package cnnbook.exercises.e14;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 14.1. */
@Exercise(
    id = "14.1",
    title = "a residual block, forward and backward",
    topic = "residual networks",
    minutes = 35,
    points = 7,
    hints = {
      "The last ReLU comes after the addition. Keep what goes into both ReLUs: backward needs it.",
      "An addition hands its gradient to both sides unchanged.",
      "dx is the sum of two: what comes through the skip, and what comes back through w2, the inner"
          + " ReLU and w1."
    },
    forbidden = {"cnnbook.ops", "cnnbook.models", "ai.djl"})
public interface ResidualBlock {
  /**
   * The gradients of the loss.
   *
   * @param dx (n, d), with respect to the input
   * @param dw1 (k, d), with respect to the first weight
   * @param dw2 (d, k), with respect to the second weight
   */
  record Gradients(Tensor dx, Tensor dw1, Tensor dw2) {}

  /**
   * A branch of two dense layers, and a skip around both:
   *
   * <pre>
   * F(x) = max(0, x · w1ᵀ) · w2ᵀ
   * out  = max(0, F(x) + x)
   * </pre>
   *
   * @param x (n, d)
   * @param w1 (k, d)
   * @param w2 (d, k)
   * @return (n, d)
   * @throws IllegalArgumentException if the shapes do not fit, above all those of F(x) and x
   */
  Tensor forward(Tensor x, Tensor w1, Tensor w2);

  /**
   * The way back. Where a ReLU's input is exactly 0, its gradient is 0.
   *
   * @param x (n, d)
   * @param w1 (k, d)
   * @param w2 (d, k)
   * @param dout (n, d), the gradient with respect to what forward returned
   * @throws IllegalArgumentException if the shapes do not fit
   */
  Gradients backward(Tensor x, Tensor w1, Tensor w2, Tensor dout);
}
