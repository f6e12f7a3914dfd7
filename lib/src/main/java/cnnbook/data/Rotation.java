package cnnbook.data;

import java.util.random.RandomGenerator;

/** See {@link Augment#rotate}. */
record Rotation(double degrees) implements Augmentation {
  Rotation {
    Augment.require(degrees >= 0 && degrees <= 180, "the angle", degrees, "0 to 180 degrees");
  }

  @Override
  public void apply(Pixels image, RandomGenerator random) {
    turn(image, (2 * random.nextDouble() - 1) * degrees);
  }

  /** Turns counter-clockwise: each pixel is looked up where it was before, turned back. */
  static void turn(Pixels image, double degrees) {
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    double midX = (image.width() - 1) / 2.0;
    double midY = (image.height() - 1) / 2.0;
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        double fromX = midX + (x - midX) * cos - (y - midY) * sin;
        double fromY = midY + (x - midX) * sin + (y - midY) * cos;
        sample(image, y * image.width() + x, fromY, fromX);
      }
    }
    image.swap();
  }

  /** Mixes the four neighbours of a place in every channel. */
  private static void sample(Pixels image, int target, double fromY, double fromX) {
    int top = (int) Math.floor(fromY);
    int left = (int) Math.floor(fromX);
    float down = (float) (fromY - top);
    float right = (float) (fromX - left);
    int width = image.width();
    int plane = image.height() * width;
    boolean inside = top >= 0 && top + 1 < image.height() && left >= 0 && left + 1 < width;
    float[] in = image.values();
    float[] out = image.spare();
    for (int c = 0; c < image.channels(); c++) {
      int at = c * plane + top * width + left;
      float upper =
          inside
              ? mix(in[at], in[at + 1], right)
              : mix(at(image, c, top, left), at(image, c, top, left + 1), right);
      float lower =
          inside
              ? mix(in[at + width], in[at + width + 1], right)
              : mix(at(image, c, top + 1, left), at(image, c, top + 1, left + 1), right);
      out[c * plane + target] = mix(upper, lower, down);
    }
  }

  private static float mix(float a, float b, float share) {
    return a * (1 - share) + b * share;
  }

  private static float at(Pixels image, int c, int y, int x) {
    boolean inside = y >= 0 && y < image.height() && x >= 0 && x < image.width();
    return inside ? image.values()[(c * image.height() + y) * image.width() + x] : 0;
  }
}
