package cnnbook.kernel;

import java.util.List;

/** Why a cell did not run to its end, in words for the person who wrote it. */
public final class CellError extends Exception {
  private static final long serialVersionUID = 1L;

  /** What kind of failure it is. */
  public enum Kind {
    /** The cell does not compile; what stands before the error may have run. */
    COMPILE,
    /** The cell is not finished: a brace, a quote or an expression is open. Nothing has run. */
    INCOMPLETE,
    /** The cell's code threw an exception, which is the {@linkplain #getCause() cause}. */
    EXCEPTION,
    /** Somebody interrupted the cell. */
    INTERRUPTED
  }

  private final Kind kind;
  private final String name;
  private final transient List<String> traceback;

  CellError(Kind kind, String name, String message, List<String> traceback, Throwable cause) {
    super(message, cause, false, false);
    this.kind = kind;
    this.name = name;
    this.traceback = List.copyOf(traceback);
  }

  public Kind kind() {
    return kind;
  }

  /** The exception's class for {@link Kind#EXCEPTION}, else a word for the kind. */
  public String name() {
    return name;
  }

  /** The whole report, line by line, with cell line numbers and without colours. */
  public List<String> traceback() {
    return traceback;
  }
}
