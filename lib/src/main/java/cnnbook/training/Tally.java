package cnnbook.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Sums of loss and right guesses that stay on the device: adding does not wait for it, reading
 * does.
 */
final class Tally {
  private final NDArray lossSum;
  private final NDArray right;
  private long images;

  /**
   * @param scope owns the two sums
   */
  Tally(NDManager scope) {
    lossSum = scope.zeros(new Shape());
    right = scope.zeros(new Shape(), DataType.INT64);
  }

  /**
   * Adds a batch.
   *
   * @param loss its mean loss, a scalar
   * @param logits (N, classes)
   * @param labels (N), int64
   */
  void add(NDArray loss, NDArray logits, NDArray labels) {
    long n = labels.size();
    lossSum.addi(loss.stopGradient().mul(n));
    right.addi(logits.argMax(1).eq(labels).sum());
    images += n;
  }

  /** Mean loss of everything added; waits for the device. */
  double loss() {
    return lossSum.getFloat() / (double) images;
  }

  /** Share of right guesses, in [0, 1]; waits for the device. */
  double accuracy() {
    return right.getLong() / (double) images;
  }

  long images() {
    return images;
  }
}
