package cnnbook.viz;

import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * One thing to show in several forms, MIME type → content, as Jupyter's messages carry it. Every
 * bundle has {@code text/plain}; pictures are {@code image/png} in Base64.
 */
final class Bundle {
  static final String TEXT = "text/plain";
  static final String HTML = "text/html";
  static final String PNG = "image/png";

  private Bundle() {}

  static Map<String, String> text(String text) {
    return Map.of(TEXT, text);
  }

  static Map<String, String> html(String html, String plain) {
    return Map.of(HTML, html, TEXT, plain);
  }

  static Map<String, String> html(String html) {
    return html(html, Html.strip(html));
  }

  static Map<String, String> image(RenderedImage image, String plain) {
    return Map.of(PNG, Base64.getEncoder().encodeToString(png(image)), TEXT, plain);
  }

  static Map<String, String> image(RenderedImage image) {
    return image(image, "picture of %d×%d pixels".formatted(image.getWidth(), image.getHeight()));
  }

  private static byte[] png(RenderedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "png", bytes)) {
        ImageIO.write(copy(image), "png", bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** PNG knows fewer pixel formats than Java. */
  private static BufferedImage copy(RenderedImage image) {
    BufferedImage copy =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
    var g = copy.createGraphics();
    g.drawRenderedImage(image, null);
    g.dispose();
    return copy;
  }
}
