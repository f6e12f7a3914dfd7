package cnnbook.kernel;

import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.spi.ExecutionControl.StoppedException;

/**
 * Writes an exception for the author of a cell: the message, then the lines of cells that led to
 * it, then where in the libraries it was thrown, then its causes; no frame of JShell or the kernel.
 */
final class Traces {
  private static final int MAX_CELL_FRAMES = 12;
  private static final int MAX_LIBRARY_FRAMES = 8;

  private final Origins origins;
  private final Map<StackTraceElement, Origins.Place> places = new HashMap<>();

  Traces(Origins origins) {
    this.origins = origins;
  }

  /** Throws what the snippet of this event threw, if it did. */
  void requireSuccess(SnippetEvent event, CellControl control, JShell shell) throws CellError {
    if (event.exception() instanceof UnresolvedReferenceException unresolved) {
      throw unresolved(unresolved, shell);
    }
    Throwable thrown = control.thrown();
    if (event.exception() != null && thrown != null) {
      locate(thrown, event.exception().getStackTrace());
      throw of(thrown, control);
    }
    if (control.wasInterrupted() && (thrown != null || control.wasAbandoned())) {
      throw interrupted(control.wasAbandoned(), thrown);
    }
  }

  /** The error for an exception whose frames have been located. */
  CellError of(Throwable thrown, CellControl control) {
    if (thrown instanceof StoppedException
        || thrown instanceof ThreadDeath
        || control.wasInterrupted() && isInterrupt(thrown)) {
      return interrupted(control.wasAbandoned(), thrown);
    }
    List<String> lines = new ArrayList<>();
    write(thrown, "", lines, Collections.newSetFromMap(new IdentityHashMap<>()));
    return new CellError(
        CellError.Kind.EXCEPTION, plainName(thrown.getClass()), message(thrown), lines, thrown);
  }

  private static boolean isInterrupt(Throwable thrown) {
    return thrown instanceof InterruptedException
        || thrown instanceof InterruptedIOException
        || thrown instanceof CancellationException;
  }

  /** The message, empty if there is none; asking for it runs code of the exception's author. */
  private static String message(Throwable t) {
    try {
      String message = t.getMessage();
      return message == null ? "" : SnippetFrames.withoutShellNames(message);
    } catch (RuntimeException | Error e) {
      return "(its getMessage() threw " + plainName(e.getClass()) + ")";
    }
  }

  /** The error for a cell that was interrupted. */
  CellError interrupted(boolean abandoned, Throwable thrown) {
    List<String> lines = new ArrayList<>();
    String message =
        abandoned
            ? "the cell does not end; its thread goes on in the background until the kernel is"
                + " restarted"
            : "the cell was stopped; its variables keep their values";
    lines.add("Interrupted: " + message);
    if (thrown != null) {
      cellFrames(thrown).stream().limit(MAX_CELL_FRAMES).forEach(lines::add);
    }
    return new CellError(CellError.Kind.INTERRUPTED, "Interrupted", message, lines, thrown);
  }

  private static CellError unresolved(UnresolvedReferenceException e, JShell shell) {
    String missing = String.join(", ", shell.unresolvedDependencies(e.getSnippet()).toList());
    String message =
        missing.isEmpty()
            ? "what this cell calls fits no more since something that it uses was declared anew: "
                + errors(e, shell)
            : "what this cell calls refers to "
                + missing
                + ", which is not declared in any cell so far";
    return new CellError(
        CellError.Kind.COMPILE, "UnresolvedReference", message, List.of(message), e);
  }

  private static String errors(UnresolvedReferenceException e, JShell shell) {
    return shell
        .diagnostics(e.getSnippet())
        .map(diag -> CompileReport.tidy(diag.getMessage(Locale.ENGLISH)))
        .collect(Collectors.joining("; "));
  }

  /** Learns where the frames in snippets stand from JShell's translation of the same frames. */
  private void locate(Throwable thrown, StackTraceElement[] translated) {
    List<StackTraceElement> raw = SnippetFrames.framesOf(thrown);
    for (int i = 0; i < Math.min(raw.size(), translated.length); i++) {
      String file = translated[i].getFileName();
      if (file != null && file.startsWith("#")) {
        StackTraceElement frame = raw.get(i);
        origins
            .place(file.substring(1), translated[i].getLineNumber())
            .ifPresent(place -> places.put(frame, place));
      }
    }
  }

  private void write(Throwable t, String prefix, List<String> lines, Set<Throwable> seen) {
    if (!seen.add(t)) {
      lines.add(prefix + plainName(t.getClass()) + " (see above)");
      return;
    }
    String message = message(t);
    String head = prefix + plainName(t.getClass()) + (message.isEmpty() ? "" : ": " + message);
    head.lines().forEach(lines::add);
    addLimited(lines, cellFrames(t), MAX_CELL_FRAMES);
    addLimited(lines, libraryFrames(t), MAX_LIBRARY_FRAMES);
    for (Throwable suppressed : t.getSuppressed()) {
      write(suppressed, "Suppressed: ", lines, seen);
    }
    if (t.getCause() != null) {
      write(t.getCause(), "Caused by: ", lines, seen);
    }
  }

  private List<String> cellFrames(Throwable t) {
    List<String> frames = new ArrayList<>();
    for (StackTraceElement frame : t.getStackTrace()) {
      Optional.ofNullable(places.get(frame))
          .map(place -> "    at " + place + ":  " + place.text())
          .filter(line -> frames.isEmpty() || !frames.get(frames.size() - 1).equals(line))
          .ifPresent(frames::add);
    }
    return frames;
  }

  /** What lies above the topmost frame of a cell: the library that threw. */
  private static List<String> libraryFrames(Throwable t) {
    List<String> frames = new ArrayList<>();
    for (StackTraceElement frame : t.getStackTrace()) {
      if (SnippetFrames.isSnippet(frame) || isKernel(frame)) {
        break;
      }
      frames.add("    in " + frame);
    }
    return frames;
  }

  private static boolean isKernel(StackTraceElement frame) {
    return frame.getClassName().startsWith(CellControl.class.getName())
        || frame.getClassName().startsWith("jdk.jshell.");
  }

  private static void addLimited(List<String> lines, List<String> frames, int limit) {
    frames.stream().limit(limit).forEach(lines::add);
    if (frames.size() > limit) {
      lines.add("    … " + (frames.size() - limit) + " more");
    }
  }

  /** The class's name as its author wrote it. */
  private static String plainName(Class<?> type) {
    return SnippetFrames.withoutShellNames(type.getName()).replace('$', '.');
  }
}
