package cnnbook.kernel;

import java.awt.image.RenderedImage;
import java.lang.reflect.Array;
import java.util.StringJoiner;

/** Values as plain text. */
final class Texts {
  private static final int MAX_ELEMENTS = 1_000;

  private Texts() {}

  /** An array's elements, an image's size, {@code toString()} of anything else. */
  static String of(Object value) {
    if (value != null && value.getClass().isArray()) {
      return ofArray(value);
    }
    if (value instanceof RenderedImage image) {
      return "image, " + image.getWidth() + "×" + image.getHeight();
    }
    return String.valueOf(value);
  }

  private static String ofArray(Object array) {
    int length = Array.getLength(array);
    StringJoiner elements = new StringJoiner(", ", "[", "]");
    for (int i = 0; i < Math.min(length, MAX_ELEMENTS); i++) {
      Object element = Array.get(array, i);
      elements.add(element == array ? "(this array)" : of(element));
    }
    if (length > MAX_ELEMENTS) {
      elements.add("… " + (length - MAX_ELEMENTS) + " more");
    }
    return elements.toString();
  }
}
