package cnnbook.viz;

import cnnbook.kernel.ResultRenderer;
import java.util.Map;
import java.util.Optional;

/** Shows a cell's value that is a Tablesaw table as an HTML table. */
public final class TableRenderer implements ResultRenderer {

  @Override
  public Optional<Map<String, String>> render(Object value) {
    return TypeNames.isA(value, "tech.tablesaw.api.Table")
        ? Optional.of(Tables.render(value))
        : Optional.empty();
  }

  /** Loaded only when such a value has come, and with it the library. */
  private static final class Tables {
    static Map<String, String> render(Object value) {
      return TableBundle.of((tech.tablesaw.api.Table) value);
    }
  }
}
