package cnnbook.exercises.e11;

import cnnbook.exercises.Exercise;

/** Exercise 11.2. */
@Exercise(
    id = "11.2",
    title = "a VGG network from its configuration",
    topic = "architecture",
    minutes = 25,
    points = 7,
    hints = {
      "Split at blanks. M is a pooling layer and changes no channels; a number is a convolution from"
          + " the present channels to that many.",
      "Weight layers are convolutions and dense layers: pooling has no weights.",
      "Each M halves rows and columns, rounded down. Behind the last word channels · rows · columns"
          + " numbers go into the first dense layer. Count in long."
    },
    forbidden = {"cnnbook.geometry", "cnnbook.models", "ai.djl"})
public interface VggConfiguration {
  /**
   * A layer: a 3×3 convolution with stride 1, one zero on each side and biases, or 2×2 max-pooling
   * with stride 2.
   *
   * @param kind {@code conv} or {@code pool}
   * @param in channels that come in
   * @param out channels that go out
   */
  record Layer(String kind, int in, int out) {}

  /**
   * The layers that a configuration stands for, in order.
   *
   * @param configuration words with blanks between them, as in table 1 of the paper: a number is a
   *     convolution with that many output channels, {@code M} is max-pooling. VGG-11: {@code 64 M
   *     128 M 256 256 M 512 512 M 512 512 M}
   * @param channels of the input
   * @throws IllegalArgumentException if a word is neither M nor a number of at least 1
   */
  Layer[] layers(String configuration, int channels);

  /**
   * The number in the network's name: its convolutions and dense layers.
   *
   * @param configuration as for layers
   * @param dense outputs of each dense layer
   */
  int weightLayers(String configuration, int[] dense);

  /**
   * All weights and biases.
   *
   * @param configuration as for layers
   * @param channels of the input
   * @param h rows of the input
   * @param w columns of the input
   * @param dense outputs of each dense layer; the first gets all numbers of the last map
   * @throws IllegalArgumentException as for layers, and if pooling leaves no rows or no columns
   */
  long parameters(String configuration, int channels, int h, int w, int[] dense);
}
