package cnnbook.exercises.e15;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 15.2. */
@Exercise(
    id = "15.2",
    title = "pre-activation blocks: forward, and the gradient at every depth",
    topic = "residual networks",
    minutes = 40,
    points = 8,
    hints = {
      "Normalization and ReLU stand before each weight, and nothing behind the addition: with all w2"
          + " at 0 the stack is the identity.",
      "Go forward first and keep what goes into each block; then backward from the last block to the"
          + " first.",
      "With g the gradient behind a block: in front of it g + (g · w2, cut where the second ReLU cut,"
          + " times scale2, · w1, cut where the first ReLU cut, times scale1)."
    },
    forbidden = {"cnnbook.ops", "cnnbook.models", "ai.djl"})
public interface PreActivation {
  /**
   * A block of ResNet's second version, with dense layers for convolutions, and batch normalization
   * as it is at inference: a scale and a shift for each feature.
   *
   * @param scale1 (d)
   * @param shift1 (d)
   * @param w1 (k, d)
   * @param scale2 (k)
   * @param shift2 (k)
   * @param w2 (d, k)
   */
  record Block(Tensor scale1, Tensor shift1, Tensor w1, Tensor scale2, Tensor shift2, Tensor w2) {}

  /**
   * Blocks one behind the other, each with a skip:
   *
   * <pre>
   * a   = max(0, scale1 ⊙ x + shift1) · w1ᵀ
   * out = max(0, scale2 ⊙ a + shift2) · w2ᵀ + x
   * </pre>
   *
   * @param x (n, d)
   * @param blocks in order, maybe none; k may differ from block to block
   * @return (n, d)
   * @throws IllegalArgumentException if a block's scale1 or w2 does not fit x's d features
   */
  Tensor forward(Tensor x, Block[] blocks);

  /**
   * The gradients with respect to what goes into each block. Where a ReLU's input is exactly 0, its
   * gradient is 0.
   *
   * @param x (n, d)
   * @param blocks as for forward
   * @param dout (n, d), the gradient with respect to what forward returned
   * @return one more than there are blocks: the first belongs to x, the last is dout
   * @throws IllegalArgumentException as forward, and if dout has not x's shape
   */
  Tensor[] backward(Tensor x, Block[] blocks, Tensor dout);
}
