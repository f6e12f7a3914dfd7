package cnnbook.kernel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataFormatImpl;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a front end is told of a picture beside its dots, as Jupyter's messages carry it. */
public final class PictureMetadata {
  private static final double MILLIMETRES_PER_PIXEL = 25.4 / 96;

  private PictureMetadata() {}

  /**
   * The metadata of the form {@code image/png}: {@code alt}, the words that screen readers say in
   * the picture's place, and, if the picture says how large its dots are, {@code width}, its width
   * on the page in CSS's pixels (96 per inch).
   *
   * @param forms MIME type → content, {@code text/plain} and {@code image/png} (Base64) among them
   */
  public static Map<String, Object> of(Map<String, String> forms) {
    Map<String, Object> metadata = new HashMap<>();
    metadata.put("alt", forms.get("text/plain"));
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    byte[] png = Base64.getDecoder().decode(forms.get("image/png"));
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
      reader.setInput(in, true);
      double dot = millimetresPerDot(reader.getImageMetadata(0));
      if (dot > 0) {
        metadata.put("width", Math.round(reader.getWidth(0) * dot / MILLIMETRES_PER_PIXEL));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a picture that is no PNG", e);
    } finally {
      reader.dispose();
    }
    return metadata;
  }

  /** 0 if the picture does not say. */
  private static double millimetresPerDot(IIOMetadata metadata) {
    Element tree = (Element) metadata.getAsTree(IIOMetadataFormatImpl.standardMetadataFormatName);
    NodeList sizes = tree.getElementsByTagName("HorizontalPixelSize");
    return sizes.getLength() == 0
        ? 0
        : Double.parseDouble(((Element) sizes.item(0)).getAttribute("value"));
  }
}
