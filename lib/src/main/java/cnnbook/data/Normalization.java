package cnnbook.data;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** See {@link Augment#normalize(float[], float[])}. */
final class Normalization implements Augmentation {
  private final float[] mean;
  private final float[] std;

  Normalization(float[] mean, float[] std) {
    Augment.require(
        mean.length == std.length && mean.length > 0,
        "the number of means and deviations",
        mean.length + " and " + std.length,
        "one of each for each channel");
    for (int c = 0; c < std.length; c++) {
      Augment.require(
          Float.isFinite(mean[c]) && std[c] > 0 && Float.isFinite(std[c]),
          "mean ± deviation of channel " + c,
          mean[c] + " ± " + std[c],
          "finite numbers and a deviation above 0");
    }
    this.mean = mean.clone();
    this.std = std.clone();
  }

  /** Exact sums of the bytes, so that the order of the images does not matter. */
  static Normalization of(LabeledImages images) {
    Augment.require(images.size() > 0, "the number of images", 0, "at least 1");
    int channels = images.channels();
    int plane = images.height() * images.width();
    long[] sum = new long[channels];
    long[] squares = new long[channels];
    byte[] pixels = images.pixels();
    for (int start = 0; start < pixels.length; start += plane) {
      int c = start / plane % channels;
      for (int i = start; i < start + plane; i++) {
        int value = pixels[i] & 0xFF;
        sum[c] += value;
        squares[c] += value * value;
      }
    }
    float[] mean = new float[channels];
    float[] std = new float[channels];
    double count = (double) images.size() * plane;
    for (int c = 0; c < channels; c++) {
      double average = sum[c] / count;
      mean[c] = (float) (average / 255);
      std[c] = (float) (Math.sqrt(Math.max(0, squares[c] / count - average * average)) / 255);
    }
    return new Normalization(mean, std);
  }

  @Override
  public void apply(Pixels image, RandomGenerator random) {
    Augment.require(
        image.channels() == mean.length,
        "the image's number of channels",
        image.channels(),
        mean.length + ", as many as there are means");
    float[] values = image.values();
    int plane = image.height() * image.width();
    for (int c = 0; c < mean.length; c++) {
      float middle = mean[c];
      float scale = 1 / std[c];
      for (int i = c * plane; i < (c + 1) * plane; i++) {
        values[i] = (values[i] - middle) * scale;
      }
    }
  }

  @Override
  public String toString() {
    return "Normalization[mean=%s, std=%s]".formatted(Arrays.toString(mean), Arrays.toString(std));
  }
}
