package cnnbook.viz;

import cnnbook.kernel.ResultRenderer;
import java.util.Map;
import java.util.Optional;

/** Shows a cell's value that is an XChart chart as a picture. */
public final class ChartRenderer implements ResultRenderer {

  @Override
  public Optional<Map<String, String>> render(Object value) {
    return TypeNames.isA(value, "org.knowm.xchart.internal.chartpart.Chart")
        ? Optional.of(Pictures.render(value))
        : Optional.empty();
  }

  /** Loaded only when such a value has come, and with it the library. */
  private static final class Pictures {
    static Map<String, String> render(Object value) {
      return ChartBundle.of((org.knowm.xchart.internal.chartpart.Chart<?, ?>) value);
    }
  }
}
