package cnnbook.exercises.e06;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 6.2. */
@Exercise(
    id = "6.2",
    title = "average pooling, forward and backward",
    topic = "pooling",
    minutes = 25,
    points = 8,
    hints = {
      "Sum what lies inside the map; padding is zero and adds nothing to the sum, whatever counts.",
      "Only the divisor depends on countPadding: kernel², or the number of places inside the map.",
      "Backward: every place inside a window gets dout / divisor of that window, added up."
    },
    forbidden = {"cnnbook.ops", "ai.djl"})
public interface AveragePooling {
  /**
   * The mean of each window. Padding is zero.
   *
   * @param x (n, c, h, w)
   * @param kernel rows and columns of a window, at least 1
   * @param stride rows and columns from one window to the next, at least 1
   * @param padding rows and columns added on each of the four sides, at least 0
   * @param countPadding whether to divide by all places of a window, or only by those that lie in
   *     the map
   * @return (n, c, oh, ow), with oh = ⌊(h + 2·padding − kernel) / stride⌋ + 1, and ow alike
   * @throws IllegalArgumentException if the kernel is larger than the padded map, or the padding is
   *     not smaller than the kernel (then a window may see nothing but padding)
   */
  Tensor forward(Tensor x, int kernel, int stride, int padding, boolean countPadding);

  /**
   * The gradient of the loss with respect to x.
   *
   * @param x (n, c, h, w), what forward got
   * @param dout (n, c, oh, ow), the gradient with respect to what forward returned
   * @param kernel as in forward
   * @param stride as in forward
   * @param padding as in forward
   * @param countPadding as in forward
   * @return dx (n, c, h, w)
   * @throws IllegalArgumentException as in forward
   */
  Tensor backward(Tensor x, Tensor dout, int kernel, int stride, int padding, boolean countPadding);
}
