package cnnbook.notebook;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

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

  private final XMLStreamWriter html;

  private IndexPage(XMLStreamWriter html) {
    this.html = html;
  }

  static void write(RunReport report, OutputStream out) throws IOException {
    try {
      XMLStreamWriter html = XMLOutputFactory.newInstance().createXMLStreamWriter(out, "UTF-8");
      new IndexPage(html).page(report);
      html.close();
    } catch (XMLStreamException e) {
      throw e.getNestedException() instanceof IOException io ? io : new IOException(e);
    }
  }

  private void page(RunReport report) throws XMLStreamException {
    html.writeDTD("<!DOCTYPE html>\n");
    start("html", "lang", "en");
    start("head");
    html.writeEmptyElement("meta");
    html.writeAttribute("charset", "utf-8");
    html.writeEmptyElement("meta");
    html.writeAttribute("name", "viewport");
    html.writeAttribute("content", "width=device-width, initial-scale=1");
    element("title", "Convolutional networks in Java notebooks");
    element("style", STYLE);
    html.writeEndElement();
    start("body");
    element("h1", "Convolutional networks in Java notebooks");
    element("p", summary(report), "class", "run");
    table(report);
    html.writeEndElement();
    html.writeEndElement();
  }

  private void table(RunReport report) throws XMLStreamException {
    start("table");
    start("thead");
    start("tr");
    element("th", "Notebook");
    element("th", "Result");
    element("th", "Cells", "class", "number");
    element("th", "Seconds", "class", "number");
    html.writeEndElement();
    html.writeEndElement();
    start("tbody");
    for (NotebookResult notebook : report.notebooks()) {
      row(notebook);
    }
    html.writeEndElement();
    html.writeEndElement();
  }

  private void row(NotebookResult notebook) throws XMLStreamException {
    String number = notebook.name().replaceFirst("-.*", "");
    String label =
        number.chars().allMatch(Character::isDigit)
            ? number + " " + notebook.title()
            : notebook.title();
    start("tr");
    start("td");
    if (notebook.hasPage()) {
      element("a", label, "href", link(notebook.name() + ".html"));
    } else {
      html.writeCharacters(label);
    }
    html.writeEndElement();
    String cell = notebook.failedCell().map(c -> " (" + c.id() + ")").orElse("");
    element("td", notebook.verdict() + cell, "class", notebook.passed() ? "ok" : "bad");
    element("td", String.valueOf(notebook.cells().size()), "class", "number");
    element("td", String.format(Locale.ROOT, "%.1f", notebook.seconds()), "class", "number");
    html.writeEndElement();
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

  private void start(String name, String... attributes) throws XMLStreamException {
    html.writeStartElement(name);
    for (int i = 0; i < attributes.length; i += 2) {
      html.writeAttribute(attributes[i], attributes[i + 1]);
    }
  }

  private void element(String name, String text, String... attributes) throws XMLStreamException {
    start(name, attributes);
    html.writeCharacters(text);
    html.writeEndElement();
  }
}
