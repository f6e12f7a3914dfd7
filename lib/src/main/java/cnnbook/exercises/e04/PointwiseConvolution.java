package cnnbook.exercises.e04;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 4.1. */
@Exercise(
    id = "4.1",
    title = "1×1 convolution as a matrix product",
    topic = "channels",
    minutes = 20,
    points = 6,
    hints = {
      "A 1×1 kernel never looks at a neighbour: each pixel's c numbers are mixed into f numbers.",
      "One image as a matrix (c, h·w): weight.matmul(image) has the shape (f, h·w).",
      "A batch (n, c, h, w) cannot be reshaped into (c, n·h·w): the images would be torn apart."
          + " Permute the axes first, or go image by image with select(0, i)."
    },
    forbidden = {"cnnbook.ops", "ai.djl"})
public interface PointwiseConvolution {
  /**
   * Mixes the channels of each pixel:
   *
   * <pre>out[n, f, i, j] = bias[f] + Σ_c weight[f, c] · x[n, c, i, j]</pre>
   *
   * @param x (n, c, h, w)
   * @param weight (f, c)
   * @param bias (f)
   * @return (n, f, h, w)
   * @throws IllegalArgumentException if weight has not a column for each channel, or bias not a
   *     number for each row of weight
   */
  Tensor convolve(Tensor x, Tensor weight, Tensor bias);
}
