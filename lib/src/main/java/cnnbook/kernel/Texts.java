package cnnbook.kernel;

import java.awt.image.RenderedImage;
import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.Deque;

/** Values as plain text. */
final class Texts {
  private static final int MAX_ELEMENTS = 1_000;

  /** An array ends where its text has become this long, in characters. */
  private static final int MAX_ARRAY_TEXT = 50_000;

  private final StringBuilder text = new StringBuilder();
  private final Deque<Object> open = new ArrayDeque<>();

  private Texts() {}

  /** An array's elements, an image's size, {@code toString()} of anything else. */
  static String of(Object value) {
    Texts texts = new Texts();
    texts.append(value);
    return texts.text.toString();
  }

  private void append(Object value) {
    if (value != null && value.getClass().isArray()) {
      appendArray(value);
    } else if (value instanceof RenderedImage image) {
      text.append("image, ").append(image.getWidth()).append('×').append(image.getHeight());
    } else {
      text.append(value);
    }
  }

  private void appendArray(Object array) {
    if (open.stream().anyMatch(outer -> outer == array)) {
      text.append("(this array)");
      return;
    }
    open.push(array);
    text.append('[');
    int length = Array.getLength(array);
    int shown = 0;
    while (shown < Math.min(length, MAX_ELEMENTS) && text.length() < MAX_ARRAY_TEXT) {
      text.append(shown == 0 ? "" : ", ");
      append(Array.get(array, shown++));
    }
    if (shown < length) {
      text.append(shown == 0 ? "… " : ", … ").append(length - shown).append(" more");
    }
    text.append(']');
    open.pop();
  }
}
