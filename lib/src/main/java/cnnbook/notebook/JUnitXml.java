package cnnbook.notebook;

import cnnbook.Markup;
import java.util.Locale;

/**
 * The report of a run as JUnit XML, which build servers read: a suite for each notebook, a case for
 * each code cell. What is wrong beyond the cells is an error in a case called {@code (notebook)}.
 */
final class JUnitXml {
  private final Markup xml;

  private JUnitXml(Markup xml) {
    this.xml = xml;
  }

  static String of(RunReport report) {
    return Markup.xml(xml -> new JUnitXml(xml).report(report));
  }

  private void report(RunReport report) {
    xml.start("testsuites", "name", "notebooks", "time", seconds(report.seconds()));
    xml.text("\n");
    for (NotebookResult notebook : report.notebooks()) {
      suite(report, notebook);
    }
    xml.end();
  }

  private void suite(RunReport report, NotebookResult notebook) {
    long failures = notebook.cells().stream().filter(CellResult::bad).count();
    long skipped =
        notebook.cells().stream().filter(c -> c.status() == CellResult.Status.SKIPPED).count();
    int extra = notebook.problem().isPresent() ? 1 : 0;
    xml.start("testsuite");
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
    xml.end();
    line();
  }

  private void cell(NotebookResult notebook, CellResult cell) {
    startCase(notebook, cell.id(), cell.seconds());
    if (cell.bad()) {
      xml.start("failure");
      attribute("message", cell.message());
      attribute("type", cell.status().toString());
      text(FailureText.of(cell, false));
      xml.end();
    } else if (cell.status() == CellResult.Status.SKIPPED) {
      xml.empty("skipped");
    }
    endCase();
  }

  private void problem(NotebookResult notebook, String problem) {
    startCase(notebook, "(notebook)", 0);
    xml.start("error");
    attribute("message", problem.lines().findFirst().orElse(""));
    text(problem);
    xml.end();
    endCase();
  }

  private void startCase(NotebookResult notebook, String name, double time) {
    xml.start("testcase");
    attribute("classname", notebook.name());
    attribute("name", name);
    attribute("time", seconds(time));
  }

  private void endCase() {
    xml.end();
    line();
  }

  /** The kernel's colours are left out. */
  private void attribute(String name, String value) {
    xml.attribute(name, FailureText.withoutAnsi(value));
  }

  private void text(String text) {
    xml.text(FailureText.withoutAnsi(text));
  }

  private void line() {
    xml.text("\n");
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }
}
