package cnnbook.exercises.e15;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 15.1. */
@Exercise(
    id = "15.1",
    title = "gradients through any depth, with and without skips",
    topic = "residual networks",
    minutes = 25,
    points = 7,
    hints = {
      "Begin at the end: the last layer's gradient is given, each layer before it needs one step.",
      "a = W·b gives ∂L/∂b = Wᵀ·∂L/∂a; with the gradient as a row, that is the row times W.",
      "A skip, a = W·b + b, adds the row itself: row · (W + I). Leave the given matrices alone."
    },
    forbidden = {"cnnbook.ops", "ai.djl"})
public interface GradientFlow {
  /**
   * The gradients of the loss with respect to the activations of a network of linear layers,
   *
   * <pre>
   * a[i+1] = weights[i] · a[i]            without skips
   * a[i+1] = weights[i] · a[i] + a[i]     with a skip at each layer
   * </pre>
   *
   * @param weights the layers' matrices (d[i+1], d[i]), in the order of the forward pass; there may
   *     be none
   * @param gradient (d[last]), the gradient with respect to the last activation
   * @param skips whether each layer has one
   * @return one gradient for each activation, in the order of the forward pass: the input's first,
   *     the given one last; weights.length + 1 in all
   * @throws IllegalArgumentException if a matrix does not fit what follows it, or is not square
   *     where there are skips
   */
  Tensor[] gradients(Tensor[] weights, Tensor gradient, boolean skips);
}
