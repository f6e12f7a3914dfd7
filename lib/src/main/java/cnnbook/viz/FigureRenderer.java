package cnnbook.viz;

import cnnbook.kernel.ResultRenderer;
import java.util.Map;
import java.util.Optional;

/** Shows a cell's value that is a figure as a picture. */
public final class FigureRenderer implements ResultRenderer {

  @Override
  public Optional<Map<String, String>> render(Object value) {
    return value instanceof Figure figure
        ? Optional.of(Bundle.image(figure.image(), figure.alternative()))
        : Optional.empty();
  }
}
