package cnnbook.notebook;

import com.google.gson.JsonElement;

/** Why a kernel may have ended, read from its exit code. */
final class KernelExit {
  private static final int ABORTED = 6;
  private static final int KILLED = 9;
  private static final int CRASHED = 11;

  /** Shells and containers report death by signal N as 128 + N. */
  private static final int SIGNAL_BASE = 128;

  private KernelExit() {}

  /**
   * The exit code in words.
   *
   * @param code as Python has it, negative for a signal; JSON null if unknown
   */
  static String describe(JsonElement code) {
    if (code == null || code.isJsonNull()) {
      return "its exit code is unknown";
    }
    int exit = code.getAsInt();
    int signal = exit < 0 ? -exit : exit - SIGNAL_BASE;
    return switch (signal) {
      case KILLED -> "killed by signal 9: usually the system ran out of memory";
      case ABORTED, CRASHED -> "crashed in native code (signal " + signal + ")";
      default ->
          signal > 0
              ? "ended by signal " + signal
              : "exit code " + exit + ": did the cell call System.exit or Runtime.halt?";
    };
  }
}
