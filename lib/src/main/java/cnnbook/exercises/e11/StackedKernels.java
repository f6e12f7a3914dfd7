package cnnbook.exercises.e11;

import cnnbook.exercises.Exercise;

/** Exercise 11.1. */
@Exercise(
    id = "11.1",
    title = "several small kernels against one large one",
    topic = "architecture",
    minutes = 15,
    points = 6,
    hints = {
      "Each k×k kernel on top of another widens the view by k − 1: n of them see n · (k − 1) + 1.",
      "All layers have c channels in and out: c · c · k² weights and c biases each.",
      "The share that is saved is 1 − (weights of the stack) / (weights of the large kernel); the"
          + " channels cancel. Divide as double, count in long."
    },
    forbidden = {"cnnbook.geometry", "cnnbook.models", "ai.djl"})
public interface StackedKernels {
  /**
   * How many k×k convolutions with stride 1, one behind the other, see as far as one of side ×
   * side.
   *
   * @param side at least 1
   * @param k at least 2
   * @throws IllegalArgumentException if no number of layers sees exactly that far, or a size is out
   *     of its range
   */
  int layers(int side, int k);

  /**
   * Weights and biases of a stack of convolutions, each from c channels to c channels.
   *
   * @param c at least 1
   * @param k rows and columns of each kernel, at least 1
   * @param layers at least 0
   */
  long parameters(int c, int k, int layers);

  /**
   * Multiplications of such a stack for one image; every layer keeps rows and columns.
   *
   * @param c as for parameters
   * @param h rows
   * @param w columns
   * @param k as for parameters
   * @param layers as for parameters
   */
  long multiplications(int c, int h, int w, int k, int layers);

  /**
   * The share of the weights (biases left out) that a stack of k×k saves against one convolution of
   * side × side that sees as far: 0 for none, near 1 for almost all.
   *
   * @throws IllegalArgumentException as for layers
   */
  double saved(int side, int k);
}
