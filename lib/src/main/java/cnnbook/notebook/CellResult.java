package cnnbook.notebook;

import java.util.List;

/**
 * What became of one code cell.
 *
 * @param index its place among all cells, from 0
 * @param id its id
 * @param source its code
 * @param status how it ended
 * @param seconds how long it ran
 * @param message the error in one line; empty unless it failed
 * @param traceback the error as the kernel shows it, with ANSI colours
 */
public record CellResult(
    int index,
    String id,
    String source,
    Status status,
    double seconds,
    String message,
    List<String> traceback) {

  /** How a cell ended. */
  public enum Status {
    PASSED("ok"),
    FAILED("failed"),
    TIMED_OUT("timed out"),
    DIED("kernel died"),
    /** A cell before it failed. */
    SKIPPED("not run");

    private final String words;

    Status(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  public CellResult {
    traceback = List.copyOf(traceback);
  }

  static CellResult skipped(Notebook.Cell cell) {
    return new CellResult(cell.index(), cell.id(), cell.source(), Status.SKIPPED, 0, "", List.of());
  }

  /** Whether this cell makes its notebook fail. */
  public boolean bad() {
    return status != Status.PASSED && status != Status.SKIPPED;
  }
}
