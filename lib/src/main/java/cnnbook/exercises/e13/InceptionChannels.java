package cnnbook.exercises.e13;

import cnnbook.exercises.Exercise;

/** Exercise 13.1. */
@Exercise(
    id = "13.1",
    title = "channels, weights and work of an Inception block",
    topic = "architecture",
    minutes = 20,
    points = 7,
    hints = {
      "Draw the four paths: 1×1; 1×1 then 3×3; 1×1 then 5×5; max pooling then 1×1.",
      "The paths' outputs are stacked along the channels. The reductions lie inside their paths.",
      "A k×k convolution from a to b channels has a·b·k² weights and b biases, and needs a·b·k²·h·w"
          + " multiplications. Compute in long."
    },
    forbidden = {"cnnbook.models", "cnnbook.geometry", "ai.djl"})
public interface InceptionChannels {
  /**
   * How many channels each convolution of a block makes.
   *
   * @param direct the 1×1 path's
   * @param reduce3 the 1×1 convolution's before the 3×3
   * @param out3 the 3×3 convolution's
   * @param reduce5 the 1×1 convolution's before the 5×5
   * @param out5 the 5×5 convolution's
   * @param pool the 1×1 convolution's behind max pooling
   */
  record Widths(int direct, int reduce3, int out3, int reduce5, int out5, int pool) {}

  /**
   * The channels that the block passes on.
   *
   * @throws IllegalArgumentException if a width is below 1
   */
  int outputChannels(Widths widths);

  /**
   * The block's weights and biases.
   *
   * @param c channels that come in
   * @throws IllegalArgumentException if c or a width is below 1
   */
  long parameters(int c, Widths widths);

  /**
   * The multiplications of all the block's convolutions for one image; all keep rows and columns.
   *
   * @param c channels that come in
   * @param h rows
   * @param w columns
   * @throws IllegalArgumentException if a size is below 1
   */
  long multiplications(int c, int h, int w, Widths widths);

  /**
   * The weights and biases of the naive block, figure 2 (a) of the paper: 1×1, 3×3 and 5×5 all on
   * the incoming channels, max pooling without a convolution.
   *
   * @param c channels that come in
   * @throws IllegalArgumentException if c or a width is below 1
   */
  long naiveParameters(int c, Widths widths);

  /**
   * The weights and biases of several blocks, each on what the one before it passes on.
   *
   * @param c channels that come into the first
   * @param blocks in order
   * @throws IllegalArgumentException if c or a width is below 1
   */
  long stackParameters(int c, Widths[] blocks);
}
