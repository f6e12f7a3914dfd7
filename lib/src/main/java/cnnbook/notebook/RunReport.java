package cnnbook.notebook;

import cnnbook.AtomicFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What became of a run.
 *
 * @param started when it started
 * @param seconds how long it took
 * @param plan the plan it ran with
 * @param notebooks the results in the order of the notebooks
 */
public record RunReport(
    Instant started, double seconds, String plan, List<NotebookResult> notebooks) {

  public RunReport {
    notebooks = List.copyOf(notebooks);
  }

  /** Whether every notebook passed. */
  public boolean passed() {
    return notebooks.stream().allMatch(NotebookResult::passed);
  }

  /** Writes {@code report.xml}, {@code report.json} and {@code index.html}. */
  void write(Path folder) {
    AtomicFile.write(folder.resolve("report.xml"), JUnitXml.of(this));
    AtomicFile.write(folder.resolve("report.json"), JsonReport.of(this));
    AtomicFile.write(folder.resolve("index.html"), IndexPage.of(this));
  }
}
