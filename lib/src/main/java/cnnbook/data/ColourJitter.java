package cnnbook.data;

import java.util.random.RandomGenerator;

/** See {@link Augment#jitter}. */
record ColourJitter(double brightness, double contrast, double saturation) implements Augmentation {
  ColourJitter {
    check("brightness", brightness);
    check("contrast", contrast);
    check("saturation", saturation);
  }

  private static void check(String what, double value) {
    Augment.require(value >= 0 && value <= 1, what, value, "0 to 1");
  }

  @Override
  public void apply(Pixels image, RandomGenerator random) {
    brighten(image, factor(brightness, random));
    contrast(image, factor(contrast, random));
    saturate(image, factor(saturation, random));
  }

  private static float factor(double most, RandomGenerator random) {
    return (float) (1 + (2 * random.nextDouble() - 1) * most);
  }

  static void brighten(Pixels image, float factor) {
    away(image.values(), 0, factor);
  }

  static void contrast(Pixels image, float factor) {
    away(image.values(), meanGrey(image), factor);
  }

  static void saturate(Pixels image, float factor) {
    if (image.channels() != 3) {
      return;
    }
    float[] v = image.values();
    int plane = v.length / 3;
    for (int i = 0; i < plane; i++) {
      float grey = Grey.of(v[i], v[i + plane], v[i + 2 * plane]);
      v[i] = clamp(grey + factor * (v[i] - grey));
      v[i + plane] = clamp(grey + factor * (v[i + plane] - grey));
      v[i + 2 * plane] = clamp(grey + factor * (v[i + 2 * plane] - grey));
    }
  }

  private static void away(float[] values, float from, float factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] = clamp(from + factor * (values[i] - from));
    }
  }

  private static float meanGrey(Pixels image) {
    int plane = image.height() * image.width();
    float[] v = image.values();
    if (image.channels() != 3) {
      return mean(v, 0, v.length);
    }
    return Grey.of(mean(v, 0, plane), mean(v, plane, plane), mean(v, 2 * plane, plane));
  }

  private static float mean(float[] values, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += values[i];
    }
    return (float) (sum / count);
  }

  private static float clamp(float value) {
    return Math.max(0, Math.min(1, value));
  }
}
