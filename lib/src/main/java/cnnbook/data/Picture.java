package cnnbook.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;

/** The pixels of Java's pictures as bytes. */
final class Picture {
  private Picture() {}

  /**
   * Red, green and blue as stored, or grey by {@link Grey}.
   *
   * @param channels 1 or 3
   * @return (channels, h, w)
   */
  static byte[] planes(BufferedImage picture, int channels) {
    int w = picture.getWidth();
    int plane = picture.getHeight() * w;
    byte[] planes = new byte[Math.multiplyExact(channels, plane)];
    for (int i = 0; i < plane; i++) {
      int rgb = rgb(picture, i % w, i / w);
      int red = rgb >> 16 & 0xFF;
      int green = rgb >> 8 & 0xFF;
      int blue = rgb & 0xFF;
      if (channels == 1) {
        planes[i] = (byte) Math.round(Grey.of(red, green, blue));
      } else {
        planes[i] = (byte) red;
        planes[plane + i] = (byte) green;
        planes[2 * plane + i] = (byte) blue;
      }
    }
    return planes;
  }

  /**
   * The middle, scaled in proportion until the wanted size is the given share of it.
   *
   * @param channels 1 or 3
   * @return (channels, height, width)
   */
  static byte[] middle(BufferedImage picture, int channels, int height, int width, double share) {
    int h = picture.getHeight();
    int w = picture.getWidth();
    byte[] planes = Picture.planes(picture, channels);
    if (h == height && w == width) {
      return planes;
    }
    long boxH = Math.round(height / share);
    long boxW = Math.round(width / share);
    boolean tall = boxH * w < boxW * h;
    // A fraction of a pixel is dropped, as torchvision does it.
    long toH = tall ? boxW * h / w : boxH;
    long toW = tall ? boxW : boxH * w / h;
    return Resize.middle(planes, h, w, toH, toW, height, width);
  }

  /** The picture whose red, green and blue these are: (3, size, size). */
  static BufferedImage of(byte[] planes, int size) {
    BufferedImage picture = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    int plane = size * size;
    for (int i = 0; i < plane; i++) {
      int red = planes[i] & 0xFF;
      int green = planes[plane + i] & 0xFF;
      int blue = planes[2 * plane + i] & 0xFF;
      picture.setRGB(i % size, i / size, red << 16 | green << 8 | blue);
    }
    return picture;
  }

  /** The stored sample of a grey picture: Java's own conversion would brighten it. */
  private static int rgb(BufferedImage picture, int x, int y) {
    var model = picture.getColorModel();
    boolean grey =
        model instanceof ComponentColorModel
            && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    if (!grey) {
      return picture.getRGB(x, y);
    }
    int sample = picture.getRaster().getSample(x, y, 0);
    return (sample >> model.getComponentSize(0) - 8) * 0x010101;
  }
}
