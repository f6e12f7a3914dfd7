package cnnbook.exercises.e08;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 8.1. */
@Exercise(
    id = "8.1",
    title = "batch normalization in training and at inference",
    topic = "normalization",
    minutes = 30,
    points = 8,
    hints = {
      "A channel's mean runs over images, rows and columns: m = n·h·w values.",
      "Two variances: ÷ m normalizes the batch, ÷ (m − 1) goes into the running average.",
      "ε stands under the root. Make new tensors for the running averages: the given ones stay."
    },
    forbidden = {"cnnbook.ops", "ai.djl"})
public interface BatchNorm {
  /**
   * The averages that are kept for inference.
   *
   * @param mean (c)
   * @param variance (c)
   */
  record Running(Tensor mean, Tensor variance) {}

  /**
   * What a training step gives.
   *
   * @param out (n, c, h, w)
   * @param running the averages after this step
   */
  record Step(Tensor out, Running running) {}

  /**
   * Normalizes each channel with the batch's own mean μ and variance σ² (÷ m, m = n·h·w):
   *
   * <pre>out = γ·(x − μ) / √(σ² + ε) + β</pre>
   *
   * and moves the running averages: (1 − momentum)·running + momentum·batch, the batch's variance
   * being ÷ (m − 1) there, as in PyTorch.
   *
   * @param x (n, c, h, w)
   * @param gamma γ (c)
   * @param beta β (c)
   * @param running the averages before this step
   * @param momentum the batch's share in the averages, 0 … 1
   * @param epsilon ε, at least 0
   * @throws IllegalArgumentException if a channel has one value only: it has no variance
   */
  Step train(Tensor x, Tensor gamma, Tensor beta, Running running, double momentum, double epsilon);

  /**
   * Normalizes each channel with the running averages in place of μ and σ².
   *
   * @param x (n, c, h, w)
   * @param gamma γ (c)
   * @param beta β (c)
   * @param running the averages
   * @param epsilon ε, at least 0
   * @return (n, c, h, w)
   */
  Tensor infer(Tensor x, Tensor gamma, Tensor beta, Running running, double epsilon);
}
