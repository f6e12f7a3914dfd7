package cnnbook.exercises.e05;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 5.1. */
@Exercise(
    id = "5.1",
    title = "softmax and cross-entropy, stable, with the gradient",
    topic = "loss",
    minutes = 35,
    points = 7,
    hints = {
      "Subtract the largest score of a row from the whole row: the shares stay the same, and no"
          + " exponential overflows.",
      "Take no logarithm of a share: it may be 0. ln share = score − largest − ln Σ exp(score −"
          + " largest).",
      "The gradient of the mean loss is (share − 1 at the right class, share elsewhere) / n."
    },
    forbidden = {"cnnbook.ops", "ai.djl"})
public interface CrossEntropy {
  /**
   * Each row's shares, e to the power of each score over their sum. Scores of any finite size must
   * work: 1000, −1000, or both in one batch.
   *
   * @param scores (n, k), finite
   * @return (n, k), each row adds up to 1
   */
  Tensor softmax(Tensor scores);

  /**
   * The mean over the rows of −ln(share of the right class). It is finite for finite scores, even
   * where the share is too small for a float.
   *
   * @param scores (n, k), finite
   * @param labels the right class of each row, 0 … k−1
   * @throws IllegalArgumentException if there are not n labels, or one is out of range
   */
  double loss(Tensor scores, int[] labels);

  /**
   * The derivative of the loss by each score.
   *
   * @param scores (n, k), finite
   * @param labels the right class of each row, 0 … k−1
   * @return (n, k)
   * @throws IllegalArgumentException if there are not n labels, or one is out of range
   */
  Tensor gradient(Tensor scores, int[] labels);
}
