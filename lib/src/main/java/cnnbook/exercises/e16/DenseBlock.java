package cnnbook.exercises.e16;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 16.1. */
@Exercise(
    id = "16.1",
    title = "a dense block, forward and backward",
    topic = "dense networks",
    minutes = 45,
    points = 9,
    hints = {
      "Keep one tensor of features. Each layer reads all of it, and its maps are put behind it along"
          + " the channels.",
      "new Conv2dOp(Window.same(3)) computes and goes back: forward(x, weight) keeps what"
          + " backward(forward, dout) needs. Between features and convolution stands a ReLU.",
      "Backward from the last layer: cut the gradient of all features into the layer's own g maps and"
          + " the rest; what its convolution and ReLU hand back is added to that rest."
    },
    forbidden = {"cnnbook.models", "cnnbook.ops.Concat", "ai.djl"})
public interface DenseBlock {
  /**
   * The gradients of the loss.
   *
   * @param dx (n, c, h, w), with respect to the block's input
   * @param dw with respect to the weights, each of its weight's shape
   */
  record Gradients(Tensor dx, Tensor[] dw) {}

  /**
   * Every layer sees the block's input and the maps of all layers before it:
   *
   * <pre>
   * features ← x
   * for each weight: features ← [features, conv3x3(max(0, features), weight)]
   * </pre>
   *
   * with concatenation along the channels, one zero of padding on each side, stride 1 and no
   * biases. cnnbook.ops.Conv2dOp may be used.
   *
   * @param x (n, c, h, w)
   * @param weights in order: (g, c, 3, 3), (g, c + g, 3, 3), (g, c + 2·g, 3, 3) …; g may differ
   *     from weight to weight, and then counts accordingly
   * @return (n, c + all g, h, w)
   * @throws IllegalArgumentException if a weight does not see exactly the channels before it
   */
  Tensor forward(Tensor x, Tensor[] weights);

  /**
   * The way back. Where a ReLU's input is exactly 0, its gradient is 0.
   *
   * @param x (n, c, h, w)
   * @param weights as for forward
   * @param dout (n, c + all g, h, w), the gradient with respect to what forward returned
   * @throws IllegalArgumentException as forward, and if dout is of another shape
   */
  Gradients backward(Tensor x, Tensor[] weights, Tensor dout);
}
