package cnnbook.exercises.e14;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 14.3. */
@Exercise(
    id = "14.3",
    title = "a shortcut without parameters, forward and backward",
    topic = "residual networks",
    minutes = 25,
    points = 7,
    hints = {
      "Row i of the result is row i · stride of x. How many such rows are there? ⌊(h − 1) / stride⌋"
          + " + 1.",
      "The channels that x does not have stay 0: a new tensor is full of zeros.",
      "Backward each number goes back to where it came from. All other places of dx are 0, and what"
          + " comes for the added channels is lost."
    },
    forbidden = {"cnnbook.ops", "cnnbook.models", "ai.djl"})
public interface PaddedShortcut {
  /**
   * The skip around a block that halves the picture and adds channels, option A of the paper
   * (section 3.3): it takes each stride-th row and column, beginning with the first, and fills the
   * additional channels, behind x's, with zeros.
   *
   * @param x (n, c, h, w)
   * @param stride at least 1
   * @param f channels of the result, at least c
   * @return (n, f, oh, ow), with oh = ⌊(h − 1) / stride⌋ + 1, and ow alike
   * @throws IllegalArgumentException if f is below c, or stride below 1
   */
  Tensor forward(Tensor x, int stride, int f);

  /**
   * The gradient with respect to x.
   *
   * @param dout (n, f, oh, ow), the gradient with respect to what forward returned
   * @param c channels of x
   * @param h rows of x
   * @param w columns of x
   * @param stride as in forward
   * @return (n, c, h, w)
   * @throws IllegalArgumentException if forward does not make dout's shape of such an x
   */
  Tensor backward(Tensor dout, int c, int h, int w, int stride);
}
