package cnnbook.notebook;

import com.google.gson.Gson;
import java.util.ArrayList;
import java.util.List;

/** The lines of a notebook that nobody but its lecturer may see. */
public final class SolutionLines {
  /** Shorter ones, like {@code return out;}, may stand anywhere. */
  private static final int LONG_ENOUGH = 20;

  private SolutionLines() {}

  /** Of all answers, without the space around them. */
  public static List<String> of(Notebook notebook) {
    List<String> lines = new ArrayList<>();
    for (Notebook.Cell cell : notebook.cells()) {
      boolean words = cell.id().endsWith("-words");
      boolean inside = words;
      for (String line : cell.source().lines().map(String::strip).toList()) {
        inside = words || (inside ? !line.equals(Stub.END) : line.equals(Stub.BEGIN));
        if (inside && line.length() >= LONG_ENOUGH && !line.equals("@Override")) {
          lines.add(line);
        }
      }
    }
    return lines;
  }

  /** As it would stand in a notebook's file. */
  public static String inJson(String line) {
    String quoted = new Gson().newBuilder().disableHtmlEscaping().create().toJson(line);
    return quoted.substring(1, quoted.length() - 1);
  }
}
