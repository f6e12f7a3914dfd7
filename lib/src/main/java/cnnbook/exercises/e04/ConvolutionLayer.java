package cnnbook.exercises.e04;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 4.2. */
@Exercise(
    id = "4.2",
    title = "a convolutional layer: many channels, bias, groups",
    topic = "channels",
    minutes = 40,
    points = 7,
    hints = {
      "Begin with groups = 1: a filter has a kernel for each channel, their sums are added up, and"
          + " the bias comes once.",
      "With groups, filter f belongs to group f / (filters / groups).",
      "Its kernel number k sees channel group·(channels / groups) + k."
    },
    forbidden = {"cnnbook.ops", "ai.djl"})
public interface ConvolutionLayer {
  /**
   * A convolutional layer's output:
   *
   * <pre>
   * out[n, f, i, j] = bias[f]
   *     + Σ_k Σ_a Σ_b x[n, first + k, i·stride − padding + a, j·stride − padding + b] · weight[f, k, a, b]
   * </pre>
   *
   * where x is 0 outside the picture, and first is the first channel of the filter's group.
   * Channels and filters are divided, in their order, into groups of equal sizes; a filter sees the
   * channels of its own group alone.
   *
   * @param x (n, c, h, w)
   * @param weight (f, c / groups, kh, kw)
   * @param bias (f)
   * @param stride at least 1
   * @param padding zeros on each of the four sides, at least 0
   * @param groups at least 1
   * @return (n, f, oh, ow), with oh = ⌊(h + 2·padding − kh) / stride⌋ + 1, and ow alike
   * @throws IllegalArgumentException if groups does not divide c and f, if weight or bias has not
   *     the shape above, or if a kernel is larger than the padded picture
   */
  Tensor forward(Tensor x, Tensor weight, Tensor bias, int stride, int padding, int groups);
}
