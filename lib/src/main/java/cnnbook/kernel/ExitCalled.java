package cnnbook.kernel;

/** What {@code System.exit} does in a cell: it ends the cell, not the kernel. */
public final class ExitCalled extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private ExitCalled(int code) {
    super(
        "System.exit("
            + code
            + ") ended this cell; the kernel goes on (use Kernel › Shut down to end it)");
  }

  /**
   * Stands in for {@link System#exit(int)} in the code of cells.
   *
   * @throws ExitCalled always
   */
  public static void exit(int code) {
    throw new ExitCalled(code);
  }
}
