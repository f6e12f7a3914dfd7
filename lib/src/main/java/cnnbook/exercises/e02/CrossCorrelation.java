package cnnbook.exercises.e02;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 2.1. */
@Exercise(
    id = "2.1",
    title = "cross-correlation with stride and padding",
    topic = "convolution",
    minutes = 20,
    points = 6,
    hints = {
      "How often does the window fit? Count the positions first: (h + 2·padding − kh) / stride + 1.",
      "A window that hangs over the border multiplies by zero there: skip those products.",
      "Output (i, j) looks at the input from row i·stride − padding, column j·stride − padding."
    },
    forbidden = {"cnnbook.ops", "ai.djl"})
public interface CrossCorrelation {
  /**
   * Slides the kernel over the image without turning it, and sums the products.
   *
   * @param image (h, w)
   * @param kernel (kh, kw)
   * @param stride rows and columns from one position to the next, at least 1
   * @param padding zeros on each of the four sides, at least 0
   * @return (oh, ow), with oh = ⌊(h + 2·padding − kh) / stride⌋ + 1, and ow alike
   * @throws IllegalArgumentException if the kernel is larger than the padded image
   */
  Tensor correlate(Tensor image, Tensor kernel, int stride, int padding);
}
