package cnnbook.notebook;

import cnnbook.Markup;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The page that lists the notebooks of a run. */
final class IndexPage {
  private static final String STYLE =
      """

      body { font-family: system-ui, sans-serif; max-width: 52rem; margin: 2rem auto;
        padding: 0 1rem; line-height: 1.5; color: #1b1f24; background: #fff; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; padding: 0.4rem 0.6rem; border-bottom: 1px solid #d0d7de; }
      th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; }
      .ok { color: #1a7f37; }
      .bad { color: #b3261e; font-weight: 600; }
      p.run { color: #57606a; }
      """;

  private final Markup html;

  private IndexPage(Markup html) {
    this.html = html;
  }

  static String of(RunReport report) {
    return Markup.html(html -> new IndexPage(html).page(report));
  }

  private void page(RunReport report) {
    html.start("html", "lang", "en");
    html.start("head");
    html.empty("meta", "charset", "utf-8");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.element("title", "Convolutional networks in Java notebooks");
    html.element("style", STYLE);
    html.end();
    html.start("body");
    html.element("h1", "Convolutional networks in Java notebooks");
    html.element("p", summary(report), "class", "run");
    table(report);
    html.end();
    html.end();
  }

  private void table(RunReport report) {
    html.start("table");
    html.start("thead");
    html.start("tr");
    html.element("th", "Notebook");
    html.element("th", "Result");
    html.element("th", "Cells", "class", "number");
    html.element("th", "Seconds", "class", "number");
    html.end();
    html.end();
    html.start("tbody");
    for (NotebookResult notebook : report.notebooks()) {
      row(notebook);
    }
    html.end();
    html.end();
  }

  private void row(NotebookResult notebook) {
    String number = notebook.name().replaceFirst("-.*", "");
    String label =
        number.chars().allMatch(Character::isDigit)
            ? number + " " + notebook.title()
            : notebook.title();
    html.start("tr");
    html.start("td");
    if (notebook.hasPage()) {
      html.element("a", label, "href", link(notebook.name() + ".html"));
    } else {
      html.text(label);
    }
    html.end();
    String cell = notebook.failedCell().map(c -> " (" + c.id() + ")").orElse("");
    html.element("td", notebook.verdict() + cell, "class", notebook.passed() ? "ok" : "bad");
    html.element("td", String.valueOf(notebook.cells().size()), "class", "number");
    html.element("td", String.format(Locale.ROOT, "%.1f", notebook.seconds()), "class", "number");
    html.end();
  }

  private static String summary(RunReport report) {
    long good = report.notebooks().stream().filter(NotebookResult::passed).count();
    String when =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
            .withZone(ZoneId.systemDefault())
            .format(report.started());
    return String.format(
        Locale.ROOT,
        "%d of %d notebooks passed, plan %s, %s, %.0f s.",
        good,
        report.notebooks().size(),
        report.plan(),
        when,
        report.seconds());
  }

  /** A file's name as a relative address. */
  private static String link(String file) {
    return "./" + URLEncoder.encode(file, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
