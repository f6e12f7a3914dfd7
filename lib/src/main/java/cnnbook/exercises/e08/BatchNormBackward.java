package cnnbook.exercises.e08;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 8.2. */
@Exercise(
    id = "8.2",
    title = "the gradients of batch normalization",
    topic = "normalization",
    minutes = 45,
    points = 7,
    hints = {
      "Compute x̂ = (x − μ) / √(σ² + ε) first; dγ and dβ follow from out = γ·x̂ + β.",
      "μ and σ² depend on every x of the channel, so dx has three terms.",
      "dx = γ / √(σ² + ε) · (dout − mean(dout) − x̂ · mean(dout · x̂)), means over the channel."
    },
    forbidden = {"cnnbook.ops", "ai.djl"})
public interface BatchNormBackward {
  /**
   * The gradients of the loss.
   *
   * @param dx (n, c, h, w), with respect to the input
   * @param dgamma (c), with respect to γ
   * @param dbeta (c), with respect to β
   */
  record Gradients(Tensor dx, Tensor dgamma, Tensor dbeta) {}

  /**
   * The way back through batch normalization in training,
   *
   * <pre>out = γ·(x − μ) / √(σ² + ε) + β</pre>
   *
   * with each channel's μ and σ² (÷ m, m = n·h·w) of this very x.
   *
   * @param x (n, c, h, w)
   * @param gamma γ (c)
   * @param dout (n, c, h, w), the gradient with respect to out
   * @param epsilon ε, at least 0
   * @throws IllegalArgumentException if the shapes of x and dout differ
   */
  Gradients backward(Tensor x, Tensor gamma, Tensor dout, double epsilon);
}
