package cnnbook.notebook;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What became of one notebook.
 *
 * @param path its file
 * @param name its file's name without the ending
 * @param title its first heading
 * @param cells its code cells in their order
 * @param seconds from the start of the kernel to the last file written
 * @param problem why it could not be run or written, beyond its cells; empty if nothing was wrong
 * @param hasPage whether its page and its executed copy were written
 */
public record NotebookResult(
    Path path,
    String name,
    String title,
    List<CellResult> cells,
    double seconds,
    Optional<String> problem,
    boolean hasPage) {

  public NotebookResult {
    cells = List.copyOf(cells);
  }

  /** A file that could not be read as a notebook. */
  static NotebookResult unreadable(Path path, String problem) {
    String name = Notebook.nameOf(path);
    return new NotebookResult(path, name, name, List.of(), 0, Optional.of(problem), false);
  }

  /** Whether every cell that may not fail passed and everything was written. */
  public boolean passed() {
    return problem.isEmpty() && failedCell().isEmpty();
  }

  /** The cell that ended the run. */
  public Optional<CellResult> failedCell() {
    return cells.stream().filter(CellResult::bad).findFirst();
  }

  /** The result in a word or two. */
  public String verdict() {
    return failedCell()
        .map(cell -> cell.status().toString())
        .orElse(problem.isEmpty() ? "ok" : "failed");
  }
}
