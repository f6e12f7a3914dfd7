package cnnbook.exercises.e14;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 14.2. */
@Exercise(
    id = "14.2",
    title = "the bottleneck block: what it costs and what it computes",
    topic = "residual networks",
    minutes = 35,
    points = 9,
    hints = {
      "1×1 from c to width, 3×3 from width to width, 1×1 from width to 4 · width. The stride belongs"
          + " to the 3×3 here.",
      "The skip can pass x on as it is only if nothing changes: stride 1 and c = 4 · width."
          + " Otherwise a 1×1 convolution with the same stride projects it.",
      "ReLU follows the first two convolutions and the addition, neither the third nor the"
          + " projection. cnnbook.ops.Conv2dOp computes the convolutions: new"
          + " Conv2dOp(Window.same(3).stride(s)).forward(x, weight).out()."
    },
    forbidden = {"cnnbook.models", "cnnbook.ops.Residual", "cnnbook.ops.Networks", "ai.djl"})
public interface Bottleneck {
  /**
   * The shapes of the block's weights, all without biases: 1×1, 3×3, 1×1, and, only where it is
   * needed, the projection.
   *
   * @param c channels that come in, at least 1
   * @param width channels of the first two convolutions, at least 1; the block passes on 4 · width
   * @param stride at least 1
   * @throws IllegalArgumentException if a number is below 1
   */
  int[][] weightShapes(int c, int width, int stride);

  /**
   * The number of these weights.
   *
   * @param c as for weightShapes
   * @param width as for weightShapes
   * @param stride as for weightShapes
   * @throws IllegalArgumentException as for weightShapes
   */
  long parameters(int c, int width, int stride);

  /**
   * The weights of a basic block, two 3×3 convolutions with c channels in and out, without biases:
   * what the bottleneck saves.
   *
   * @param c at least 1
   */
  long basicParameters(int c);

  /**
   * What the block computes, batch normalization left out. The 3×3 convolution has the stride and
   * one zero on each side.
   *
   * @param x (n, c, h, w)
   * @param weights of the shapes and in the order of weightShapes
   * @param stride at least 1
   * @return (n, 4 · width, oh, ow), with oh = ⌊(h − 1) / stride⌋ + 1, and ow alike
   */
  Tensor forward(Tensor x, Tensor[] weights, int stride);
}
