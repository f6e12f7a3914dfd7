package cnnbook.viz;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Tablesaw's tables as HTML and as text. */
final class TableBundle {
  /** Rows shown; more would bury the notebook. */
  static final int MOST_ROWS = 50;

  private TableBundle() {}

  static Map<String, String> of(Table table) {
    return Bundle.html(html(table), text(table));
  }

  private static String html(Table table) {
    StringBuilder html = new StringBuilder("<table>");
    if (table.name() != null && !table.name().isBlank()) {
      html.append("<caption>").append(Html.escape(table.name())).append("</caption>");
    }
    html.append("<thead>").append(row(table, "th", Column::name)).append("</thead><tbody>");
    for (int r = 0; r < shownRows(table); r++) {
      int index = r;
      html.append(row(table, "td", column -> cell(column, index)));
    }
    html.append("</tbody></table>");
    if (table.rowCount() > MOST_ROWS) {
      html.append("<p>").append(cut(table)).append("</p>");
    }
    return html.toString();
  }

  private static String row(
      Table table, String tag, java.util.function.Function<Column<?>, String> content) {
    return table.columns().stream()
        .map(
            column ->
                "<%1$s style=\"text-align:%2$s\">%3$s</%1$s>"
                    .formatted(
                        tag,
                        column instanceof NumericColumn ? "right" : "left",
                        Html.escape(content.apply(column))))
        .collect(Collectors.joining("", "<tr>", "</tr>"));
  }

  private static String text(Table table) {
    int columns = table.columnCount();
    int[] widths =
        IntStream.range(0, columns).map(c -> width(table.column(c), shownRows(table))).toArray();
    StringBuilder text = new StringBuilder();
    for (int r = -1; r < shownRows(table); r++) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        Column<?> column = table.column(c);
        String content = r < 0 ? column.name() : cell(column, r);
        String padding = " ".repeat(widths[c] - content.length());
        line.append(column instanceof NumericColumn ? padding + content : content + padding);
        line.append("  ");
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    if (table.rowCount() > MOST_ROWS) {
      text.append(cut(table));
    }
    return text.toString().stripTrailing();
  }

  private static int width(Column<?> column, int rows) {
    return IntStream.range(0, rows)
        .map(r -> cell(column, r).length())
        .reduce(column.name().length(), Math::max);
  }

  private static String cell(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return "";
    }
    Object value = column.get(row);
    return value instanceof Double || value instanceof Float
        ? Numbers.text(((Number) value).doubleValue())
        : column.getString(row);
  }

  private static int shownRows(Table table) {
    return Math.min(MOST_ROWS, table.rowCount());
  }

  private static String cut(Table table) {
    return "… the first %d of %d rows".formatted(MOST_ROWS, table.rowCount());
  }
}
