package cnnbook.kernel;

/** Ends the kernel when the Jupyter that started it is gone: nobody could reach it any more. */
final class ParentWatch {
  private ParentWatch() {}

  /** Jupyter's clients name their process in {@code JPY_PARENT_PID}. */
  static void start(Runnable exit) {
    String parent = System.getenv("JPY_PARENT_PID");
    if (parent == null || !parent.matches("[1-9][0-9]{0,18}")) {
      return;
    }
    Thread thread =
        new Thread(
            () ->
                ProcessHandle.of(Long.parseLong(parent))
                    .ifPresentOrElse(process -> process.onExit().thenRun(exit), exit),
            "parent-watch");
    thread.setDaemon(true);
    thread.start();
  }
}
