package cnnbook.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/**
 * Shows values: text and numbers as they are, images as PNG, whatever the cells registered with the
 * kernel in their way, the rest as the first {@link ResultRenderer} that knows the type does, or as
 * {@code toString()} says. Long texts are cut.
 */
final class ValueRenderer extends Renderer {
  /** The longest text shown, in characters. */
  static final int MAX_TEXT = 100_000;

  private List<ResultRenderer> renderers;

  @Override
  public DisplayData render(Object value, Map<String, Object> params) {
    if (value instanceof DisplayData ready) {
      return ready;
    }
    if (value instanceof CharSequence || value instanceof Number) {
      return new DisplayData(cut(value.toString()));
    }
    return super.render(value, params);
  }

  /** Comes after the registered functions; without any, the data are still empty. */
  @Override
  protected DisplayData finalizeDisplayData(DisplayData data, Object value) {
    if (isEmpty(data)) {
      renderers().stream()
          .map(renderer -> renderer.render(value))
          .flatMap(Optional::stream)
          .findFirst()
          .ifPresent(forms -> put(data, forms));
    }
    if (!data.hasDataForType(MIMEType.TEXT_PLAIN)) {
      data.putText(SnippetFrames.withoutShellNames(cut(Texts.of(value))));
    }
    return data;
  }

  private static void put(DisplayData data, Map<String, String> forms) {
    forms.forEach(data::putData);
    if (forms.containsKey("image/png")) {
      data.putMetaData("image/png", PictureMetadata.of(forms));
    }
  }

  private static boolean isEmpty(DisplayData data) {
    return List.of(MIMEType.IMAGE_PNG, MIMEType.TEXT_HTML, MIMEType.IMAGE_SVG, MIMEType.TEXT_PLAIN)
        .stream()
        .noneMatch(data::hasDataForType);
  }

  private synchronized List<ResultRenderer> renderers() {
    if (renderers == null) {
      renderers = new ArrayList<>();
      ServiceLoader.load(ResultRenderer.class, ResultRenderer.class.getClassLoader())
          .forEach(renderers::add);
    }
    return renderers;
  }

  private static String cut(String text) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
    return text.substring(0, end)
        + String.format("%n… cut: the first %,d of %,d characters", end, text.length());
  }
}
