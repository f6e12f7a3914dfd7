package cnnbook;

import java.io.Console;

/** Whether anybody sees what moves. */
public final class Terminal {
  private Terminal() {}

  /** Whether a person looks at the output. */
  public static boolean interactive() {
    return isTerminal(System.console())
        && !"dumb".equals(System.getenv("TERM"))
        && System.getenv("CI") == null;
  }

  /** Since Java 22 there is a console object without a terminal too, and a method that tells. */
  private static boolean isTerminal(Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
