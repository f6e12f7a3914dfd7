package cnnbook.ops;

import cnnbook.tensor.Tensor;

/**
 * The averages that batch normalization keeps for inference; training changes them in place.
 *
 * @param mean (c), 0 in the beginning
 * @param variance (c), 1 in the beginning; of the unbiased estimates, ÷ (m − 1)
 */
public record RunningStatistics(Tensor mean, Tensor variance) {

  /** Checks that the shapes are equal. */
  public RunningStatistics {
    Require.shape(mean.shape(), variance, "running variance");
  }

  /** The beginning: mean 0, variance 1. */
  public RunningStatistics(int channels) {
    this(Tensor.zeros(channels), Tensor.ones(channels));
  }
}
