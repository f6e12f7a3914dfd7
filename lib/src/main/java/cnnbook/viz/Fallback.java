package cnnbook.viz;

import cnnbook.tensor.Tensor;
import java.util.List;
import java.util.stream.Collectors;

/** Pieces of a visual's static part: plain tables, as GitHub and untrusted notebooks show them. */
final class Fallback {
  private Fallback() {}

  static String paragraph(String text) {
    return "<p>" + Html.escape(text) + "</p>";
  }

  /** A tensor under its name; long axes are shortened. */
  static String tensor(String name, Tensor tensor) {
    return paragraph(name) + tensor.toHtml();
  }

  /** A table; its first row holds the heads. */
  static String table(List<List<String>> rows) {
    String head = row("th", rows.get(0));
    String body =
        rows.stream().skip(1).map(cells -> row("td", cells)).collect(Collectors.joining());
    return "<table><thead>" + head + "</thead><tbody>" + body + "</tbody></table>";
  }

  /** The same table as text, in columns. */
  static String text(List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        int at = column;
        int width = rows.stream().mapToInt(cells -> cells.get(at).length()).max().orElse(0);
        String cell = row.get(column);
        text.append(column == 0 ? "" : "  ").append(" ".repeat(width - cell.length())).append(cell);
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String row(String tag, List<String> cells) {
    return cells.stream()
        .map(cell -> "<%s>%s</%s>".formatted(tag, Html.escape(cell), tag))
        .collect(Collectors.joining("", "<tr>", "</tr>"));
  }
}
