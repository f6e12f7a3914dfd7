package cnnbook.data;

import cnnbook.UserError;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * The middle of a picture in a file, PNG or JPEG, at the size that a network takes. Transparency
 * and the camera's orientation mark are passed over.
 */
public final class PictureFile {
  private PictureFile() {}

  /**
   * Scales a picture, antialiased and in proportion, until the wanted size is the given share of
   * it, and cuts the middle out. A picture of just the wanted size is taken as it is.
   *
   * <p>With share 0.875, sizes and places are those of torchvision's {@code Resize(256)} and {@code
   * CenterCrop(224)}.
   *
   * @param channels 1: grey, by the luma of ITU-R BT.601; 3: red, green, blue
   * @param height rows of the result, at least 1
   * @param width columns of the result, at least 1
   * @param share how much of the side that fits more tightly is kept, above 0 and at most 1
   * @return channels×height×width, from 0 to 1
   * @throws IllegalArgumentException if a number is none of these
   * @throws UserError if the file is no picture; it names the file
   */
  public static Pixels middle(Path file, int channels, int height, int width, double share) {
    Augment.require(channels == 1 || channels == 3, "channels", channels, "1 (grey) or 3 (RGB)");
    Augment.require(share > 0 && share <= 1, "the share", share, "above 0 and at most 1");
    Pixels pixels = new Pixels(channels, height, width);
    byte[] bytes = bytes(file, channels, height, width, share);
    for (int i = 0; i < bytes.length; i++) {
      pixels.values()[i] = (bytes[i] & 0xFF) / 255f;
    }
    return pixels;
  }

  /** The same as bytes, (channels, height, width). */
  static byte[] bytes(Path file, int channels, int height, int width, double share) {
    return Picture.middle(read(file), channels, height, width, share);
  }

  private static BufferedImage read(Path file) {
    BufferedImage picture;
    try {
      picture = ImageIO.read(file.toFile());
    } catch (IOException | RuntimeException e) {
      // Some decoders throw unchecked exceptions on damaged files.
      throw unreadable(file, e.toString());
    }
    if (picture == null) {
      throw unreadable(file, "neither PNG nor JPEG inside");
    }
    return picture;
  }

  private static UserError unreadable(Path file, String why) {
    return UserError.failed(
        "%s: expected a PNG or JPEG picture, found: %s".formatted(file, why),
        "Save it anew as PNG, or take another.");
  }
}
