package cnnbook.cli;

import cnnbook.notebook.CellResult;
import cnnbook.notebook.FailureText;
import cnnbook.notebook.Notebook;
import cnnbook.notebook.NotebookResult;
import cnnbook.notebook.RunListener;
import cnnbook.notebook.RunReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;

/** Shows a run: a row for each notebook as it ends, failures in full, progress in between. */
final class RunConsole implements RunListener, AutoCloseable {
  private static final String ROW = "%%-%ds %%6s %%8s  %%s%%n";

  private final String row;
  private final ProgressBar bar;

  /**
   * @param names of all notebooks, for the width of the table
   * @param cells how many cells will run
   */
  RunConsole(List<String> names, long cells) {
    int width = names.stream().mapToInt(String::length).max().orElse(0);
    row = String.format(ROW, Math.max("notebook".length(), width));
    System.out.printf(row, "notebook", "cells", "seconds", "result");
    bar = Console.progress("Running", "cells", cells);
  }

  @Override
  public synchronized void started(Notebook notebook) {
    bar.setExtraMessage(" " + notebook.name());
  }

  @Override
  public synchronized void cellEnded(Notebook notebook, CellResult result) {
    bar.step();
  }

  @Override
  public synchronized void ended(NotebookResult result) {
    clearBar();
    System.out.printf(
        row,
        result.name(),
        result.cells().size(),
        String.format(Locale.ROOT, "%.1f", result.seconds()),
        Console.style(result.passed() ? "green" : "bold,red", result.verdict()));
    if (!result.passed()) {
      System.out.println();
      System.out.println(FailureText.of(result, Console.ansi()).stripTrailing());
      System.out.println();
    }
  }

  /** The last lines: how many passed and where the pages are. */
  static void summary(RunReport report, Path out) {
    long good = report.notebooks().stream().filter(NotebookResult::passed).count();
    System.out.printf(
        Locale.ROOT,
        "%d of %d notebooks passed in %.1f s, plan %s%n",
        good,
        report.notebooks().size(),
        report.seconds(),
        report.plan());
    System.out.println("pages and reports: " + out.resolve("index.html"));
  }

  @Override
  public void close() {
    bar.close();
    clearBar();
  }

  private static void clearBar() {
    if (Console.interactive()) {
      System.err.print("\r\u001B[K");
      System.err.flush();
    }
  }
}
