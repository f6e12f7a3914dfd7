package cnnbook.exercises.e16;

import cnnbook.exercises.Exercise;

/** Exercise 16.2. */
@Exercise(
    id = "16.2",
    title = "channels and parameters of a DenseNet",
    topic = "architecture",
    minutes = 30,
    points = 8,
    hints = {
      "Each layer adds growth channels; a transition multiplies by the compression and rounds down."
          + " Behind the last block there is none.",
      "Layer i of a block sees the block's input and i · growth more channels.",
      "Batch normalization has two parameters a channel: for what goes into the layer's 1×1, for"
          + " the 4 · growth channels in front of its 3×3, in front of each transition's 1×1, behind"
          + " the stem and behind the last block."
    },
    forbidden = {"cnnbook.models", "cnnbook.geometry", "ai.djl"})
public interface DenseNetChannels {
  /**
   * A DenseNet-BC.
   *
   * @param stem channels behind the first convolution
   * @param growth channels that each layer adds
   * @param blocks layers in each dense block
   * @param compression the share of the channels that a transition keeps, above 0, at most 1
   */
  record Plan(int stem, int growth, int[] blocks, double compression) {}

  /**
   * The channels behind the stem, the first block, the first transition, the second block … the
   * last block. DenseNet-121: 64, 256, 128, 512, 256, 1024, 512, 1024.
   *
   * @throws IllegalArgumentException if there is no block, a number is below 1, or the compression
   *     is out of its range
   */
  int[] channels(Plan plan);

  /**
   * The direct connections in a dense block, the block's output included: from each of its inputs
   * to each layer behind it, l · (l + 1) / 2 in section 1 of the paper.
   *
   * @param layers l, at least 0
   */
  long connections(int layers);

  /**
   * All parameters, γ and β of batch normalization included. The stem is a 7×7 convolution, each
   * layer a 1×1 convolution to 4 · growth channels and a 3×3 convolution to growth, each transition
   * a 1×1 convolution: all without biases. Normalization follows the stem and the last block, and
   * stands in front of every other convolution. The classifier is a dense layer with biases.
   *
   * @param colours channels of the picture, at least 1
   * @param classes at least 1
   * @throws IllegalArgumentException as for channels
   */
  long parameters(Plan plan, int colours, int classes);
}
