package cnnbook.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Carries the stack frames that lie in snippets, of an exception and of its causes, through JShell,
 * which knows the way from the line of a generated class back to the line of a snippet. JShell
 * keeps their order, and translates only exceptions' own frames: so all go as one exception's.
 */
final class SnippetFrames extends Exception {
  private static final long serialVersionUID = 1L;
  private static final String SNIPPET_PACKAGE = "REPL.$JShell$";
  private static final int AT_MOST = 2_000;

  SnippetFrames(Throwable thrown) {
    super("", null, false, true);
    setStackTrace(framesOf(thrown).toArray(StackTraceElement[]::new));
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }

  /** The distinct frames in snippets, in the order in which JShell gets them. */
  static List<StackTraceElement> framesOf(Throwable thrown) {
    Set<StackTraceElement> frames = new LinkedHashSet<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    collect(thrown, seen, frames);
    return frames.stream().limit(AT_MOST).toList();
  }

  private static void collect(Throwable t, Set<Throwable> seen, Set<StackTraceElement> frames) {
    if (t == null || !seen.add(t)) {
      return;
    }
    for (StackTraceElement frame : t.getStackTrace()) {
      if (isSnippet(frame) && frame.getLineNumber() > 0) {
        frames.add(frame);
      }
    }
    collect(t.getCause(), seen, frames);
    for (Throwable suppressed : new ArrayList<>(List.of(t.getSuppressed()))) {
      collect(suppressed, seen, frames);
    }
  }

  /** A text without the names of the classes that JShell wraps around snippets. */
  static String withoutShellNames(String text) {
    return text.replaceAll("REPL\\.\\$JShell\\$\\d+[A-Z]*[.$]?", "");
  }

  static boolean isSnippet(StackTraceElement frame) {
    return frame.getClassName().startsWith(SNIPPET_PACKAGE);
  }
}
