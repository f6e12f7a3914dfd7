package cnnbook.kernel;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * A Java notebook's memory: evaluates cells one after the other, in this JVM and with its class
 * path, and answers questions about code (completion, documentation). Knows nothing of Jupyter.
 *
 * <p>A cell is any number of imports, declarations, statements and expressions, in any order that
 * can be run from top to bottom; declarations may refer to later ones of the same cell. Its value
 * is that of its last snippet, if that is an expression without a semicolon at its end. (IJava
 * shows a value with a semicolon, too. A notebook for all kernels therefore ends a cell either in
 * an expression without one, or in a call that returns nothing.)
 *
 * <p>One thread evaluates at a time; {@link #interrupt()} may come from any.
 */
public final class Session implements AutoCloseable {
  /** What every cell may use without an import: the list that IJava and JJava have, too. */
  public static final List<String> IMPORTS =
      List.of(
          "import java.util.*;",
          "import java.io.*;",
          "import java.math.*;",
          "import java.net.*;",
          "import java.util.concurrent.*;",
          "import java.util.prefs.*;",
          "import java.util.regex.*;");

  private final CellControl control = new CellControl();
  private final JShell shell;
  private final SourceCodeAnalysis analysis;
  private final Origins origins = new Origins();
  private final Assistance assistance;
  private int cells;

  private Session(String classPath) {
    shell = JShell.builder().executionEngine(new Engine(control), Map.of()).build();
    shell.addToClasspath(classPath);
    analysis = shell.sourceCodeAnalysis();
    assistance = new Assistance(analysis);
    IMPORTS.forEach(shell::eval);
  }

  private record Engine(CellControl control) implements ExecutionControlProvider {
    @Override
    public String name() {
      return "cnnbook";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
      return control;
    }
  }

  /** A new session with the class path of this JVM. */
  public static Session open() {
    return new Session(System.getProperty("java.class.path"));
  }

  /**
   * Evaluates a cell.
   *
   * @return the cell's value; null if it has none
   * @throws CellError if the cell does not compile, throws or is interrupted; what it declared
   *     before that stays declared
   */
  public Object evaluate(String cell) throws CellError {
    cells++;
    return evaluate(cell, "cell " + cells);
  }

  /**
   * As {@link #evaluate(String)}.
   *
   * @param name what error messages call this cell: {@code cell 3}
   */
  public synchronized Object evaluate(String cell, String name) throws CellError {
    Cell source = new Cell(name, cell);
    List<Piece> pieces = Piece.split(cell, analysis);
    control.beginCell();
    try {
      checkSyntax(pieces, source);
      Object value = null;
      List<Snippet> declared = new java.util.ArrayList<>();
      for (Piece piece : pieces) {
        value = evaluate(piece, source, declared);
      }
      new CompileReport(shell, source).requireResolved(declared, pieces);
      return value;
    } finally {
      control.endCell();
    }
  }

  /** A cell whose end is missing or wrong must not run its beginning. */
  private void checkSyntax(List<Piece> pieces, Cell cell) throws CellError {
    if (pieces.isEmpty()) {
      return;
    }
    for (Piece piece : pieces) {
      new CompileReport(shell, cell).requireShortLiterals(piece);
    }
    Piece tail = pieces.get(pieces.size() - 1);
    if (tail.incomplete()) {
      throw CompileReport.incomplete(tail, cell);
    }
    if (tail.wrong() && pieces.size() > 1) {
      evaluate(tail, cell, new java.util.ArrayList<>());
    }
  }

  private Object evaluate(Piece piece, Cell cell, List<Snippet> declared) throws CellError {
    if (control.wasInterrupted()) {
      throw new Traces(origins).interrupted(control.wasAbandoned(), null);
    }
    origins.expect(cell, piece);
    Object value = null;
    for (SnippetEvent event : shell.eval(piece.source())) {
      if (event.causeSnippet() == null) {
        origins.add(event.snippet().id());
        declared.add(event.snippet());
        requireSuccess(event, piece, cell);
        value = isExpression(event.snippet()) && !piece.terminated() ? control.value() : null;
      }
    }
    return value;
  }

  private void requireSuccess(SnippetEvent event, Piece piece, Cell cell) throws CellError {
    if (event.status() == Snippet.Status.REJECTED) {
      throw new CompileReport(shell, cell).rejected(event.snippet(), piece);
    }
    new Traces(origins).requireSuccess(event, control, shell);
  }

  private static boolean isExpression(Snippet snippet) {
    return snippet instanceof ExpressionSnippet
        || snippet instanceof VarSnippet
            && snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
  }

  /**
   * Calls code that runs methods of the user's objects as a cell is run: on a thread that {@link
   * #interrupt()} reaches.
   *
   * @throws CellError if it throws or is interrupted
   */
  public synchronized Object call(Callable<Object> code) throws CellError {
    control.beginCell();
    try {
      return control.call(code);
    } catch (Throwable e) {
      throw new Traces(origins).of(e, control);
    } finally {
      control.endCell();
    }
  }

  /**
   * Asks the running cell to end and returns at once: its thread's interrupt flag is set; if it
   * still runs two seconds later, it is stopped by force. Does nothing if no cell runs.
   */
  public void interrupt() {
    control.interrupt();
  }

  /**
   * A part of a cell that is evaluated by itself: an import, a declaration, a statement, an
   * expression.
   *
   * @param source its text
   * @param offset where it begins in the cell
   * @param snippet what it is; never evaluated, so an expression of what other parts declare is
   *     {@link Snippet.Kind#ERRONEOUS}
   */
  public record Part(String source, int offset, Snippet snippet) {}

  /** The parts of a cell, without evaluating any. */
  public synchronized List<Part> parts(String cell) {
    List<Part> parts = new java.util.ArrayList<>();
    for (Piece piece : Piece.split(cell, analysis)) {
      for (Snippet snippet : analysis.sourceToSnippets(piece.source())) {
        parts.add(new Part(snippet.source(), piece.offset(), snippet));
      }
    }
    return parts;
  }

  /** Completion, documentation and completeness of code. */
  public Assistance assistance() {
    return assistance;
  }

  @Override
  public void close() {
    shell.close();
  }
}
