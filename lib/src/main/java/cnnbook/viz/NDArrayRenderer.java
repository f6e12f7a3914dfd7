package cnnbook.viz;

import cnnbook.kernel.ResultRenderer;
import java.util.Map;
import java.util.Optional;

/** Shows a cell's value that is a DJL array as an HTML table. */
public final class NDArrayRenderer implements ResultRenderer {

  @Override
  public Optional<Map<String, String>> render(Object value) {
    return TypeNames.isA(value, "ai.djl.ndarray.NDArray")
        ? Optional.of(Arrays.render(value))
        : Optional.empty();
  }

  /** Loaded only when such a value has come, and with it the library. */
  private static final class Arrays {
    static Map<String, String> render(Object value) {
      return NDArrayBundle.of((ai.djl.ndarray.NDArray) value);
    }
  }
}
