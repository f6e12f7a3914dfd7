package cnnbook.exercises.e01;

import cnnbook.exercises.Exercise;

/** Exercise 1.1. */
@Exercise(
    id = "1.1",
    title = "parameters of an MLP and of a CNN",
    topic = "parameters",
    minutes = 15,
    points = 7,
    hints = {
      "A dense layer has a weight for each pair of an input and an output, and a bias per output.",
      "A kernel has a weight for each of its places in each channel that it sees; a layer's"
          + " channels are the filters of the layer before it.",
      "Walk through the blocks and carry channels, rows and columns along: a map loses kernel − 1"
          + " rows and columns, then half of what is left, rounded down. Count in long."
    },
    forbidden = {"cnnbook.geometry", "cnnbook.models", "cnnbook.ops", "ai.djl"})
public interface ParameterCounts {
  /**
   * The parameters of a multilayer perceptron: weights and biases of all its dense layers.
   *
   * @param sizes numbers in the input, in each hidden layer, and in the output: at least two sizes,
   *     each at least 1
   * @throws IllegalArgumentException if there are fewer than two sizes, or one is below 1
   */
  long mlp(int[] sizes);

  /**
   * The parameters of a convolutional network. It has a block for each entry of filters: a
   * convolution with stride 1, without padding, with biases, and behind it 2×2 max-pooling with
   * stride 2 that drops an odd last row or column. All numbers of the last map go into one dense
   * layer with biases.
   *
   * @param channels of the input picture
   * @param h rows of the input picture
   * @param w columns of the input picture
   * @param filters the output channels of each convolution, in order; empty: the dense layer alone
   * @param kernel rows and columns of each kernel
   * @param classes outputs of the dense layer
   * @throws IllegalArgumentException if a kernel or a pooling window does not fit its map
   */
  long cnn(int channels, int h, int w, int[] filters, int kernel, int classes);
}
