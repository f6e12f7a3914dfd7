package cnnbook.kernel;

import java.util.Map;
import java.util.Optional;

/**
 * How the value of a cell looks. The kernel finds implementations with {@link
 * java.util.ServiceLoader}, asks them in that order when the first value comes that is neither text
 * nor a number, and falls back to {@code toString()}. Loading an implementation must not load the
 * library whose values it shows: the kernel's start would pay for it.
 */
public interface ResultRenderer {

  /**
   * The value in one or more forms.
   *
   * @param value the cell's value, not null
   * @return MIME type → content, {@code text/plain} always among them, {@code image/png} in Base64
   *     with the text as its alternative, see {@link PictureMetadata}; empty if this renderer does
   *     not know the value's type
   */
  Optional<Map<String, String>> render(Object value);
}
