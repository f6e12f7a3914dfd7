package cnnbook.grading.report;

import cnnbook.Markup;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The frame and the look of every page. */
final class Page {
  private static final String STYLE =
      """

      body { font-family: system-ui, sans-serif; max-width: 56rem; margin: 2rem auto;
        padding: 0 1rem; line-height: 1.5; color: #1b1f24; background: #fff; }
      h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.6rem;
        border-bottom: 1px solid #d0d7de; overflow-wrap: anywhere; }
      th.number, td.number { text-align: right; white-space: nowrap;
        font-variant-numeric: tabular-nums; }
      .ok { color: #1a7f37; }
      .bad { color: #b3261e; }
      .sum { font-size: 1.2rem; font-weight: 600; }
      .quiet { color: #57606a; }
      pre { background: #f6f8fa; padding: 0.6rem; white-space: pre-wrap; overflow-wrap: anywhere; }
      img { max-width: 100%; }
      """;

  private Page() {}

  static String of(String title, Consumer<Markup> body) {
    return Markup.html(
        out -> {
          out.start("html", "lang", "en");
          out.start("head");
          out.empty("meta", "charset", "utf-8");
          out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
          out.element("title", title);
          out.element("style", STYLE);
          out.end();
          out.start("body");
          out.element("h1", title);
          body.accept(out);
          out.end();
          out.end();
        });
  }

  /** Begins a table; a column whose name begins with # holds numbers. */
  static void table(Markup out, String... columns) {
    out.start("table");
    out.start("tr");
    for (String column : columns) {
      if (column.startsWith("#")) {
        out.element("th", column.substring(1), "class", "number");
      } else {
        out.element("th", column);
      }
    }
    out.end();
  }

  static void row(Markup out, String... cells) {
    out.start("tr");
    for (String cell : cells) {
      cell(out, cell);
    }
    out.end();
  }

  /** A cell; one that begins with # holds a number. */
  static void cell(Markup out, String text) {
    if (text.startsWith("#")) {
      out.element("td", text.substring(1), "class", "number");
    } else {
      out.element("td", text);
    }
  }

  static void list(Markup out, Iterable<String> items) {
    out.start("ul");
    items.forEach(item -> out.element("li", item));
    out.end();
  }

  /** Names of folders and files as a relative address. */
  static String link(String... names) {
    StringBuilder link = new StringBuilder(".");
    for (String name : names) {
      link.append('/').append(URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
    }
    return link.toString();
  }

  static String points(double earned, double of) {
    return Csv.number(earned) + " of " + Csv.number(of);
  }
}
