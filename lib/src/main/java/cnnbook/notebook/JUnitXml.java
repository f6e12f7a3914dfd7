package cnnbook.notebook;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The report of a run as JUnit XML, which build servers read: a suite for each notebook, a case for
 * each code cell. What is wrong beyond the cells is an error in a case called {@code (notebook)}.
 */
final class JUnitXml {
  private final XMLStreamWriter xml;

  private JUnitXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  static void write(RunReport report, OutputStream out) throws IOException {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out, "UTF-8");
      new JUnitXml(xml).report(report);
      xml.close();
    } catch (XMLStreamException e) {
      throw e.getNestedException() instanceof IOException io ? io : new IOException(e);
    }
  }

  private void report(RunReport report) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    line();
    xml.writeStartElement("testsuites");
    attribute("name", "notebooks");
    attribute("time", seconds(report.seconds()));
    line();
    for (NotebookResult notebook : report.notebooks()) {
      suite(report, notebook);
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    line();
  }

  private void suite(RunReport report, NotebookResult notebook) throws XMLStreamException {
    long failures = notebook.cells().stream().filter(CellResult::bad).count();
    long skipped =
        notebook.cells().stream().filter(c -> c.status() == CellResult.Status.SKIPPED).count();
    int extra = notebook.problem().isPresent() ? 1 : 0;
    xml.writeStartElement("testsuite");
    attribute("name", notebook.name());
    attribute("tests", String.valueOf(notebook.cells().size() + extra));
    attribute("failures", String.valueOf(failures));
    attribute("errors", String.valueOf(extra));
    attribute("skipped", String.valueOf(skipped));
    attribute("time", seconds(notebook.seconds()));
    attribute("timestamp", report.started().toString());
    line();
    for (CellResult cell : notebook.cells()) {
      cell(notebook, cell);
    }
    if (extra > 0) {
      problem(notebook, notebook.problem().get());
    }
    xml.writeEndElement();
    line();
  }

  private void cell(NotebookResult notebook, CellResult cell) throws XMLStreamException {
    startCase(notebook, cell.id(), cell.seconds());
    if (cell.bad()) {
      xml.writeStartElement("failure");
      attribute("message", cell.message());
      attribute("type", cell.status().toString());
      text(FailureText.of(cell, false));
      xml.writeEndElement();
    } else if (cell.status() == CellResult.Status.SKIPPED) {
      xml.writeEmptyElement("skipped");
    }
    endCase();
  }

  private void problem(NotebookResult notebook, String problem) throws XMLStreamException {
    startCase(notebook, "(notebook)", 0);
    xml.writeStartElement("error");
    attribute("message", problem.lines().findFirst().orElse(""));
    text(problem);
    xml.writeEndElement();
    endCase();
  }

  private void startCase(NotebookResult notebook, String name, double time)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute("classname", notebook.name());
    attribute("name", name);
    attribute("time", seconds(time));
  }

  private void endCase() throws XMLStreamException {
    xml.writeEndElement();
    line();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, legal(value));
  }

  private void text(String text) throws XMLStreamException {
    xml.writeCharacters(legal(text));
  }

  private void line() throws XMLStreamException {
    xml.writeCharacters("\n");
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  /** XML 1.0 has no way to write most control characters: they become question marks. */
  private static String legal(String text) {
    return FailureText.withoutAnsi(text)
        .replaceAll("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "?");
  }
}
