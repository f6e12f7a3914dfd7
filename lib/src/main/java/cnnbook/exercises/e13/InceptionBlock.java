package cnnbook.exercises.e13;

import cnnbook.exercises.Exercise;
import cnnbook.exercises.e13.InceptionChannels.Widths;
import cnnbook.tensor.Tensor;

/** Exercise 13.2. */
@Exercise(
    id = "13.2",
    title = "an Inception block in DJL",
    topic = "DJL",
    minutes = 40,
    points = 8,
    engine = true,
    hints = {
      "Build each path as a SequentialBlock of Conv2d.builder() and Activation::relu, and put the"
          + " four into a ParallelBlock that concatenates: NDArrays.concat(arrays, 1).",
      "All paths keep rows and columns: padding 1 for 3×3, 2 for 5×5; max-pooling 3×3 with stride 1"
          + " and padding 1.",
      "A ParallelBlock's function gets a list of the paths' NDLists, each with one array. The"
          + " parameters come in the order in which the blocks were added; cnnbook.models.Djl copies"
          + " them and runs the block."
    },
    forbidden = {
      "cnnbook.ops.Conv",
      "cnnbook.ops.Sequential",
      "cnnbook.models.Inception",
      "cnnbook.models.GoogLeNet",
      "cnnbook.models.Layers",
      "cnnbook.models.Network",
      "cnnbook.models.Zoo"
    })
public interface InceptionBlock {
  /**
   * The shapes of the block's parameters, weight and bias of each convolution in this order: 1×1;
   * 1×1 and 3×3; 1×1 and 5×5; 1×1 behind max-pooling.
   *
   * @param c channels that come in
   */
  int[][] parameterShapes(int c, Widths widths);

  /**
   * Four paths side by side, their outputs one behind the other along the channels. A ReLU follows
   * each convolution; max-pooling has a 3×3 window. Every layer keeps rows and columns.
   *
   * @param x (n, c, h, w)
   * @param parameters of the shapes and in the order of parameterShapes
   * @return (n, direct + out3 + out5 + pool, h, w)
   * @throws IllegalArgumentException if the number of the parameters or one's shape is wrong
   */
  Tensor forward(Tensor x, Widths widths, Tensor[] parameters);
}
