package cnnbook.data;

import cnnbook.UserError;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The middle of a picture in a file, PNG or JPEG, at the size that a network takes. Transparency
 * and the camera's orientation mark are passed over.
 */
public final class PictureFile {
  private static final Pattern LOSS =
      Pattern.compile("Truncated File|Corrupt JPEG data|Premature end");

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
   * @throws UserError if the file is no picture, its end is missing, or it is CMYK; it names the
   *     file
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

  /**
   * The whole picture, as Java decodes it.
   *
   * @throws UserError if the file is no picture, not all of one, or CMYK; it names the file
   */
  static BufferedImage read(Path file) {
    List<String> losses = new ArrayList<>();
    // Not by a File: it loses names that the system's character set lacks.
    try (InputStream bytes = Files.newInputStream(file);
        ImageInputStream content = new MemoryCacheImageInputStream(bytes)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(content);
      if (!readers.hasNext()) {
        throw unreadable(file, "neither PNG nor JPEG inside");
      }
      BufferedImage picture = decode(readers.next(), content, losses);
      if (!losses.isEmpty()) {
        throw unreadable(file, "a damaged one (%s)".formatted(String.join("; ", losses)));
      }
      if (picture.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_CMYK) {
        throw UserError.failed(
            file + ": expected a picture in RGB or grey, found CMYK, the four inks of printing",
            "Save it anew as RGB.");
      }
      return picture;
    } catch (UserError e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw unreadable(file, "no file");
    } catch (IOException | RuntimeException e) {
      // Some decoders throw unchecked exceptions on damaged files.
      throw unreadable(file, e.toString());
    }
  }

  private static BufferedImage decode(
      ImageReader reader, ImageInputStream content, List<String> losses) throws IOException {
    try {
      reader.addIIOReadWarningListener(
          (source, warning) -> {
            if (isLoss(warning)) {
              losses.add(warning);
            }
          });
      reader.setInput(content, true, true);
      return reader.read(0);
    } finally {
      reader.dispose();
    }
  }

  /**
   * Whether a warning says that pixels are missing: where a JPEG's data end early, Java fills up
   * with grey. Others are harmless, such as bytes too many between two parts of a file.
   */
  private static boolean isLoss(String warning) {
    return LOSS.matcher(warning).find() && !warning.contains("extraneous bytes");
  }

  private static UserError unreadable(Path file, String why) {
    return UserError.failed(
        "%s: expected a PNG or JPEG picture, found: %s".formatted(file, why),
        "Save it anew as PNG, or take another.");
  }
}
