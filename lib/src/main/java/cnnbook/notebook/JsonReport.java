package cnnbook.notebook;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.List;

/** The report of a run as JSON, for programs. */
final class JsonReport {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private JsonReport() {}

  private record Run(
      String started, double seconds, String plan, boolean passed, List<Entry> notebooks) {}

  private record Entry(
      String name,
      String title,
      String path,
      boolean passed,
      String status,
      double seconds,
      String problem,
      List<Cell> cells) {}

  private record Cell(
      int index,
      String id,
      String status,
      double seconds,
      String message,
      List<String> traceback) {}

  static String of(RunReport report) {
    List<Entry> notebooks = report.notebooks().stream().map(JsonReport::entry).toList();
    Run run =
        new Run(
            report.started().toString(),
            report.seconds(),
            report.plan(),
            report.passed(),
            notebooks);
    return GSON.toJson(run) + "\n";
  }

  private static Entry entry(NotebookResult result) {
    return new Entry(
        result.name(),
        result.title(),
        result.path().toString(),
        result.passed(),
        result.verdict(),
        result.seconds(),
        result.problem().orElse(null),
        result.cells().stream().map(JsonReport::cell).toList());
  }

  private static Cell cell(CellResult cell) {
    return new Cell(
        cell.index(),
        cell.id(),
        cell.status().toString(),
        cell.seconds(),
        cell.bad() ? cell.message() : null,
        cell.bad() ? cell.traceback().stream().map(FailureText::withoutAnsi).toList() : null);
  }
}
