package cnnbook.viz;

import cnnbook.kernel.ResultRenderer;
import java.util.Map;
import java.util.Optional;

/** Shows a cell's value that is a {@link Visual}. */
public final class VisualRenderer implements ResultRenderer {

  @Override
  public Optional<Map<String, String>> render(Object value) {
    return value instanceof Visual visual ? Optional.of(visual.bundle()) : Optional.empty();
  }
}
