package cnnbook.models;

import static cnnbook.viz.Html.escape;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A summary as an HTML table with its own style, for a page or a notebook. */
final class SummaryHtml {
  private static final String STYLE =
      String.join(
          "",
          "<style>.cnnbook-summary{border-collapse:collapse;font:14px sans-serif}",
          ".cnnbook-summary caption{font-weight:bold;text-align:left;padding:4px 0}",
          ".cnnbook-summary th,.cnnbook-summary td{padding:2px 10px;text-align:left;",
          "border-bottom:1px solid #ddd}",
          ".cnnbook-summary thead th{border-bottom:2px solid #888}",
          ".cnnbook-summary th.n,.cnnbook-summary td.n{text-align:right;",
          "font-variant-numeric:tabular-nums}</style>\n");

  private SummaryHtml() {}

  static String of(ModelSummary summary) {
    return STYLE
        + "<table class=\"cnnbook-summary\">\n<caption>"
        + escape(summary.caption())
        + "</caption>\n<thead>\n"
        + line(
            "th",
            List.of("layer", "kind", "output"),
            List.of("parameters", "buffers", "MACs", "field", "jump", "memory"))
        + "</thead>\n<tbody>\n"
        + summary.rows().stream().map(SummaryHtml::row).collect(Collectors.joining())
        + "</tbody>\n</table>\n<table class=\"cnnbook-summary\">\n<caption>Totals</caption>\n"
        + "<tbody>\n"
        + summary.totalLines().stream().map(SummaryHtml::total).collect(Collectors.joining())
        + "</tbody>\n</table>\n";
  }

  private static String row(LayerRow row) {
    return line(
        "td",
        List.of(row.path() + (row.trainingOnly() ? " *" : ""), row.kind(), row.outputText()),
        List.of(
            SummaryText.number(row.parameters()),
            SummaryText.number(row.buffers()),
            SummaryText.number(row.macs()),
            row.fieldText(),
            row.jumpText(),
            SummaryText.bytes(row.activationBytes())));
  }

  private static String total(String[] line) {
    return "<tr><td>%s</td><td class=\"n\">%s</td><td>%s</td></tr>\n"
        .formatted(escape(line[0].strip()), escape(line[1]), escape(line[2]));
  }

  private static String line(String tag, List<String> texts, List<String> numbers) {
    Stream<String> left = texts.stream().map(text -> "<" + tag + ">" + escape(text));
    Stream<String> right = numbers.stream().map(text -> "<" + tag + " class=\"n\">" + escape(text));
    return Stream.concat(left, right)
        .map(cell -> cell + "</" + tag + ">")
        .collect(Collectors.joining("", "<tr>", "</tr>\n"));
  }
}
