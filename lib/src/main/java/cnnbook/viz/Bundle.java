package cnnbook.viz;

import com.pngencoder.PngEncoder;
import com.pngencoder.PngEncoderPhysicalPixelDimensions;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.util.Base64;
import java.util.Map;

/**
 * One thing to show in several forms, MIME type → content, as Jupyter's messages carry it. Every
 * bundle has {@code text/plain}; pictures are {@code image/png} in Base64, at as many dots per inch
 * as make their width on the page, if that is not their width in pixels.
 */
final class Bundle {
  static final String TEXT = "text/plain";
  static final String HTML = "text/html";
  static final String PNG = "image/png";

  /** The next ones take up to eight times as long and save a few percent. */
  private static final int COMPRESSION = 4;

  /** CSS's pixels are that large. */
  private static final int PIXELS_PER_INCH = 96;

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
    return image(image, plain, 1);
  }

  /**
   * A picture with more dots than the page has pixels.
   *
   * @param scale dots of the picture for each pixel of the page, across and down
   */
  static Map<String, String> image(RenderedImage image, String plain, int scale) {
    return Map.of(PNG, Base64.getEncoder().encodeToString(png(image, scale)), TEXT, plain);
  }

  static Map<String, String> image(RenderedImage image) {
    return image(image, "picture of %d×%d pixels".formatted(image.getWidth(), image.getHeight()));
  }

  private static byte[] png(RenderedImage image, int scale) {
    PngEncoder encoder =
        new PngEncoder()
            .withBufferedImage(image instanceof BufferedImage ready ? ready : copy(image))
            .withCompressionLevel(COMPRESSION)
            .withMultiThreadedCompressionEnabled(false);
    return scale == 1
        ? encoder.toBytes()
        : encoder.withPhysicalPixelDimensions(dots(scale)).toBytes();
  }

  private static PngEncoderPhysicalPixelDimensions dots(int scale) {
    return PngEncoderPhysicalPixelDimensions.dotsPerInch(scale * PIXELS_PER_INCH);
  }

  private static BufferedImage copy(RenderedImage image) {
    BufferedImage copy =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
    var g = copy.createGraphics();
    g.drawRenderedImage(image, null);
    g.dispose();
    return copy;
  }
}
