package cnnbook.kernel;

import java.util.ArrayList;
import java.util.List;

/** Error reports as front ends show them: the first line in red. */
final class Colours {
  private static final String RED = "\u001B[31m";
  private static final String PLAIN = "\u001B[0m";

  private Colours() {}

  static List<String> traceback(CellError error) {
    List<String> lines = new ArrayList<>(error.traceback());
    if (!lines.isEmpty()) {
      lines.set(0, RED + lines.get(0) + PLAIN);
    }
    return lines;
  }
}
