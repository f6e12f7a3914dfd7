package cnnbook.training;

import cnnbook.data.LabeledImages;
import java.util.List;
import java.util.Random;

/** Small made-up data sets. */
final class Toys {
  static final List<String> CLASSES = List.of("left", "right", "both");

  private Toys() {}

  /**
   * Grey noise of 14×12 pixels with a bright stripe on the left, the right or both sides; what is
   * to be told apart.
   */
  static LabeledImages stripes(int n, long seed) {
    int height = 14;
    int width = 12;
    Random random = new Random(seed);
    byte[] pixels = new byte[n * height * width];
    random.nextBytes(pixels);
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i % CLASSES.size();
      for (int y = 0; y < height; y++) {
        int row = (i * height + y) * width;
        for (int x = 0; x < width; x++) {
          boolean bright = labels[i] != 1 && x < 2 || labels[i] != 0 && x >= width - 2;
          pixels[row + x] = bright ? (byte) 255 : (byte) ((pixels[row + x] & 0xFF) / 3);
        }
      }
    }
    return new LabeledImages(1, height, width, pixels, labels, CLASSES);
  }
}
