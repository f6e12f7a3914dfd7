package cnnbook.data;

import java.util.random.RandomGenerator;

/** See {@link Augment#noise}. */
record Noise(double deviation) implements Augmentation {
  Noise {
    Augment.require(
        deviation >= 0 && Double.isFinite(deviation), "the deviation", deviation, "at least 0");
  }

  @Override
  public void apply(Pixels image, RandomGenerator random) {
    float[] values = image.values();
    for (int i = 0; i < values.length; i++) {
      double noisy = values[i] + deviation * random.nextGaussian();
      values[i] = (float) Math.max(0, Math.min(1, noisy));
    }
  }
}
