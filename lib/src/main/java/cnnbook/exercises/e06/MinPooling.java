package cnnbook.exercises.e06;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 6.3. */
@Exercise(
    id = "6.3",
    title = "min pooling by max pooling, and edges by both",
    topic = "pooling",
    minutes = 10,
    points = 7,
    hints = {
      "No loop is needed: cnnbook.ops.MaxPool2dOp and a sign are enough.",
      "The smallest number is the largest one of the negated numbers, negated.",
      "For edges, Window.same(kernel) keeps the size, and padding wins on neither side."
    },
    forbidden = {"ai.djl"})
public interface MinPooling {
  /**
   * The smallest value of each window. Padding never wins: it counts as +∞.
   *
   * @param x (n, c, h, w)
   * @param kernel rows and columns of a window, at least 1
   * @param stride rows and columns from one window to the next, at least 1
   * @param padding rows and columns added on each of the four sides, below the kernel
   * @return (n, c, oh, ow), with oh = ⌊(h + 2·padding − kernel) / stride⌋ + 1, and ow alike
   * @throws IllegalArgumentException if the kernel is larger than the padded map
   */
  Tensor smallest(Tensor x, int kernel, int stride, int padding);

  /**
   * How much the picture changes around each pixel: the largest minus the smallest value of the
   * window that has the pixel in its middle. Known as the morphological gradient: edges light up.
   *
   * @param x (n, c, h, w)
   * @param kernel rows and columns of a window, odd
   * @return (n, c, h, w)
   * @throws IllegalArgumentException if the kernel is even: it has no middle
   */
  Tensor edges(Tensor x, int kernel);
}
