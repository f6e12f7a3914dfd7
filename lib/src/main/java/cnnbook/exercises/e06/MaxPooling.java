package cnnbook.exercises.e06;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 6.1. */
@Exercise(
    id = "6.1",
    title = "max pooling, forward and backward",
    topic = "pooling",
    minutes = 30,
    points = 8,
    hints = {
      "Write one method that finds the place of a window's largest value; both directions need it.",
      "Padding counts as −∞: let the loops run over the part of the window inside the map only.",
      "Backward: each window adds its dout to dx at its winner's place. One place may win twice."
    },
    forbidden = {"cnnbook.ops", "ai.djl"})
public interface MaxPooling {
  /**
   * The largest value of each window. Padding never wins: it counts as −∞.
   *
   * @param x (n, c, h, w)
   * @param kernel rows and columns of a window, at least 1
   * @param stride rows and columns from one window to the next, at least 1
   * @param padding rows and columns added on each of the four sides, at least 0
   * @return (n, c, oh, ow), with oh = ⌊(h + 2·padding − kernel) / stride⌋ + 1, and ow alike
   * @throws IllegalArgumentException if the kernel is larger than the padded map, or the padding is
   *     not smaller than the kernel (then a window may see nothing but padding)
   */
  Tensor forward(Tensor x, int kernel, int stride, int padding);

  /**
   * The gradient of the loss with respect to x. Each window's gradient goes to its largest value;
   * of equal values the first one, row by row, gets all of it.
   *
   * @param x (n, c, h, w), what forward got
   * @param dout (n, c, oh, ow), the gradient with respect to what forward returned
   * @param kernel as in forward
   * @param stride as in forward
   * @param padding as in forward
   * @return dx (n, c, h, w)
   * @throws IllegalArgumentException as in forward
   */
  Tensor backward(Tensor x, Tensor dout, int kernel, int stride, int padding);
}
