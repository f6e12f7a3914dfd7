package cnnbook.data;

import java.util.List;
import java.util.random.RandomGenerator;

/** One augmentation after the other. */
record Pipeline(List<Augmentation> steps) implements Augmentation {
  Pipeline {
    boolean normalized = false;
    for (Augmentation step : steps) {
      if (normalized && (step instanceof ColourJitter || step instanceof Noise)) {
        throw new IllegalArgumentException(
            "%s comes after normalize: it needs pixels from 0 to 1, so put it before"
                .formatted(step instanceof Noise ? "noise" : "jitter"));
      }
      normalized |= step instanceof Normalization;
    }
  }

  @Override
  public void apply(Pixels image, RandomGenerator random) {
    for (Augmentation step : steps) {
      step.apply(image, random);
    }
  }
}
