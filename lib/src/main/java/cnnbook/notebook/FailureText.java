package cnnbook.notebook;

import java.util.regex.Pattern;

/** A failed cell as a person reads it: where, what it says, the error. */
public final class FailureText {
  private static final Pattern ANSI = Pattern.compile("\u001B\\[[0-9;?]*[ -/]*[@-~]");

  private FailureText() {}

  /**
   * All that is to be said about a notebook that failed.
   *
   * @param ansi whether the kernel's colours may stay
   */
  public static String of(NotebookResult notebook, boolean ansi) {
    StringBuilder text = new StringBuilder();
    notebook
        .failedCell()
        .ifPresent(
            cell ->
                text.append(notebook.name())
                    .append(", cell ")
                    .append(cell.id())
                    .append(": ")
                    .append(of(cell, ansi)));
    notebook
        .problem()
        .ifPresent(
            problem ->
                text.append(text.isEmpty() ? notebook.name() + ": " : "\n")
                    .append(ansi ? problem : withoutAnsi(problem)));
    return text.toString();
  }

  /** The message, the source with line numbers, and the error of one cell. */
  static String of(CellResult cell, boolean ansi) {
    StringBuilder text = new StringBuilder(cell.message()).append('\n');
    int number = 0;
    for (String line : cell.source().split("\n", -1)) {
      text.append(String.format("%4d | %s%n", ++number, line));
    }
    cell.traceback().forEach(line -> text.append(line).append('\n'));
    return ansi ? text.toString() : withoutAnsi(text.toString());
  }

  /** The text without terminal colours. */
  static String withoutAnsi(String text) {
    return ANSI.matcher(text).replaceAll("");
  }
}
