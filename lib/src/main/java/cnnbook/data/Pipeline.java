package cnnbook.data;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** One augmentation after the other; the steps of another pipeline are among its own. */
record Pipeline(List<Augmentation> steps) implements Augmentation {
  Pipeline {
    steps = steps.stream().flatMap(Pipeline::flat).toList();
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

  private static Stream<Augmentation> flat(Augmentation step) {
    return step instanceof Pipeline inner ? inner.steps.stream() : Stream.of(step);
  }

  @Override
  public void apply(Pixels image, RandomGenerator random) {
    for (Augmentation step : steps) {
      step.apply(image, random);
    }
  }
}
