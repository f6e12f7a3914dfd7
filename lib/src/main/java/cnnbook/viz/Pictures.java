package cnnbook.viz;

import cnnbook.data.Grey;
import cnnbook.tensor.Tensor;
import java.awt.image.BufferedImage;

/**
 * Pictures as tensors and back, so that what an operation does to a photograph can be seen.
 *
 * <p>Brightness counts from 0 (black) to 255 (full), as it does in image files.
 */
public final class Pictures {
  private static final int WHITE = 0xFFFFFF;
  private static final int BLUE = 0x0072B2;
  private static final int VERMILION = 0xD55E00;

  /** What is left of a pixel's brightness where a map is 0. */
  private static final double DIMMED = 0.2;

  private Pictures() {}

  /**
   * The brightness of each pixel ({@link Grey}), a whole number.
   *
   * @return (1, 1, h, w)
   */
  public static Tensor grey(BufferedImage picture) {
    Tensor planes = rgb(picture);
    int plane = planes.count() / 3;
    float[] v = planes.data();
    Tensor grey = Tensor.zeros(1, 1, picture.getHeight(), picture.getWidth());
    for (int i = 0; i < plane; i++) {
      grey.data()[i] = Math.round(Grey.of(v[i], v[plane + i], v[2 * plane + i]));
    }
    return grey;
  }

  /**
   * Red, green and blue of each pixel.
   *
   * @return (1, 3, h, w)
   */
  public static Tensor rgb(BufferedImage picture) {
    int h = picture.getHeight();
    int w = picture.getWidth();
    Tensor planes = Tensor.zeros(1, 3, h, w);
    int[] pixels = picture.getRGB(0, 0, w, h, null, 0, w);
    for (int i = 0; i < planes.count(); i++) {
      int channel = i / pixels.length;
      planes.data()[i] = pixels[i % pixels.length] >> 16 - 8 * channel & 0xFF;
    }
    return planes;
  }

  /**
   * The picture of an image, each value rounded, below 0 taken for black and above 255 for full.
   *
   * @param image (h, w) or (1, h, w) for grey, (3, h, w) for colour, or one of them as a batch of 1
   * @throws IllegalArgumentException if it has another shape
   */
  public static BufferedImage of(Tensor image) {
    BufferedImage picture = blank(image, true);
    int h = picture.getHeight();
    int w = picture.getWidth();
    int channels = image.count() / (h * w);
    for (int i = 0; i < h * w; i++) {
      int rgb = 0;
      for (int band = 0; band < 3; band++) {
        rgb = rgb << 8 | level(image.data()[Math.min(band, channels - 1) * h * w + i]);
      }
      picture.setRGB(i % w, i / w, rgb);
    }
    return picture;
  }

  /**
   * The picture of a map of positive and negative numbers: zero is white, positive blue, negative
   * vermilion, the more so the larger; the number that is farthest from zero has the full colour.
   *
   * @param map (h, w), or with axes of size 1 before them
   * @throws IllegalArgumentException if it has another shape or a value that is not finite
   */
  public static BufferedImage signed(Tensor map) {
    BufferedImage picture = blank(map, false);
    float largest = Math.max(Math.abs(map.max()), Math.abs(map.min()));
    if (!Float.isFinite(largest)) {
      throw new IllegalArgumentException("a map with values that are not finite has no picture");
    }
    int w = picture.getWidth();
    for (int i = 0; i < map.count(); i++) {
      float share = largest == 0 ? 0 : map.data()[i] / largest;
      picture.setRGB(i % w, i / w, mix(share > 0 ? BLUE : VERMILION, Math.abs(share)));
    }
    return picture;
  }

  /**
   * A picture lit by a map that is laid over it: dim where the map is 0 or less, the brighter the
   * larger it is. A coarse map lights squares.
   *
   * @param image (h, w), grey, from 0 to 1, or with axes of size 1 before them
   * @param map (h / f, w / g) for whole numbers f and g, or with axes of size 1 before them
   * @param top the value of the map that gives the full brightness; so maps can share a scale
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public static BufferedImage lit(Tensor image, Tensor map, double top) {
    BufferedImage picture = blank(image, false);
    blank(map, false);
    int h = picture.getHeight();
    int w = picture.getWidth();
    int rows = map.size(-2);
    int columns = map.size(-1);
    if (h % rows != 0 || w % columns != 0) {
      throw new IllegalArgumentException(
          "a map of %d×%d does not divide a picture of %d×%d into equal squares"
              .formatted(rows, columns, h, w));
    }
    for (int i = 0; i < h * w; i++) {
      float value = map.data()[i / w * rows / h * columns + i % w * columns / w];
      double light = top > 0 ? Math.max(0, Math.min(1, value / top)) : 0;
      int grey = level((float) (255 * image.data()[i] * (DIMMED + (1 - DIMMED) * light)));
      picture.setRGB(i % w, i / w, grey << 16 | grey << 8 | grey);
    }
    return picture;
  }

  private static BufferedImage blank(Tensor image, boolean colour) {
    int rank = image.rank();
    int plane = rank < 2 ? 0 : image.size(-1) * image.size(-2);
    boolean grey = plane == image.count();
    boolean rgb = rank > 2 && image.size(-3) == 3 && 3 * plane == image.count();
    if (!grey && !(colour && rgb)) {
      throw new IllegalArgumentException(
          "a tensor of shape %s is not one picture: expected (h, w)%s, alone or as a batch of 1"
              .formatted(image.shape(), colour ? " or (3, h, w)" : ""));
    }
    return new BufferedImage(image.size(-1), image.size(-2), BufferedImage.TYPE_INT_RGB);
  }

  private static int level(float value) {
    return Math.round(Math.max(0, Math.min(255, value)));
  }

  /** White for a share of 0, the colour itself for 1. */
  private static int mix(int colour, float share) {
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int white = WHITE >> shift & 0xFF;
      int full = colour >> shift & 0xFF;
      rgb = rgb << 8 | Math.round(white + share * (full - white));
    }
    return rgb;
  }
}
