package cnnbook.data;

import java.util.random.RandomGenerator;

/** See {@link Augment#flip(double)}. */
record Flip(double probability) implements Augmentation {
  Flip {
    Augment.require(
        probability >= 0 && probability <= 1, "flip's probability", probability, "0 to 1");
  }

  @Override
  public void apply(Pixels image, RandomGenerator random) {
    if (random.nextDouble() < probability) {
      mirror(image.values(), image.width());
    }
  }

  private static void mirror(float[] values, int width) {
    for (int row = 0; row < values.length; row += width) {
      for (int left = row, right = row + width - 1; left < right; left++, right--) {
        float held = values[left];
        values[left] = values[right];
        values[right] = held;
      }
    }
  }
}
