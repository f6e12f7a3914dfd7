package cnnbook.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/** Puts what the compiler says into the cell's own lines and columns. */
final class CompileReport {
  private static final String NAME = "CompileError";
  private static final int MAX_CARETS = 60;

  private final JShell shell;
  private final Cell cell;

  CompileReport(JShell shell, Cell cell) {
    this.shell = shell;
    this.cell = cell;
  }

  /** The error for a snippet that the compiler rejected. */
  CellError rejected(Snippet snippet, Piece piece) {
    List<String> lines = new ArrayList<>();
    String first = null;
    for (Diag diag : shell.diagnostics(snippet).toList()) {
      if (diag.isError()) {
        String message = tidy(diag.getMessage(Locale.ENGLISH));
        int from = piece.offset() + Math.max(0, (int) diag.getPosition());
        int to = piece.offset() + (int) diag.getEndPosition();
        String head = "line " + cell.lineAt(from) + ": " + message;
        first = first == null ? head.lines().findFirst().orElse(head) : first;
        addWithCaret(lines, head, from, to);
      }
    }
    return new CellError(
        CellError.Kind.COMPILE, NAME, first == null ? "not Java" : first, lines, null);
  }

  /** The error for a cell that ends too early. */
  static CellError incomplete(Piece piece, Cell cell) {
    List<String> lines = new ArrayList<>();
    String head =
        "line "
            + cell.lineAt(piece.offset())
            + ": what begins here is not finished at the cell's end (a brace, a bracket, a quote"
            + " or an expression is open)";
    new CompileReport(null, cell).addWithCaret(lines, head, piece.offset(), piece.offset() + 1);
    return new CellError(CellError.Kind.INCOMPLETE, "IncompleteCell", head, lines, null);
  }

  /** Fails if a declaration of this cell refers to something that the whole cell did not bring. */
  void requireResolved(List<Snippet> snippets, List<Piece> pieces) throws CellError {
    for (int i = 0; i < snippets.size() && i < pieces.size(); i++) {
      if (snippets.get(i) instanceof DeclarationSnippet declaration
          && isRecoverable(shell.status(declaration))) {
        throw unresolved(declaration, pieces.get(i));
      }
    }
  }

  private static boolean isRecoverable(Snippet.Status status) {
    return status == Snippet.Status.RECOVERABLE_DEFINED
        || status == Snippet.Status.RECOVERABLE_NOT_DEFINED;
  }

  private CellError unresolved(DeclarationSnippet snippet, Piece piece) {
    List<String> missing = shell.unresolvedDependencies(snippet).toList();
    List<String> lines = new ArrayList<>();
    String first = null;
    for (String name : missing) {
      String word = name.replaceFirst("^\\w+ ", "").replaceFirst("\\(.*", "");
      int from = piece.offset() + Math.max(0, indexOfWord(piece.source(), word));
      String head = "line " + cell.lineAt(from) + ": cannot find " + name;
      first = first == null ? head : first;
      addWithCaret(lines, head, from, from + word.length());
    }
    List<Diag> diagnostics = shell.diagnostics(snippet).toList();
    if (missing.isEmpty() && !diagnostics.isEmpty()) {
      return rejected(snippet, piece);
    }
    return new CellError(
        CellError.Kind.COMPILE, NAME, first == null ? "unresolved" : first, lines, null);
  }

  private static int indexOfWord(String source, String word) {
    var matcher =
        java.util.regex.Pattern.compile("\\b" + java.util.regex.Pattern.quote(word) + "\\b")
            .matcher(source);
    return matcher.find() ? matcher.start() : -1;
  }

  private void addWithCaret(List<String> lines, String head, int from, int to) {
    int number = cell.lineAt(from);
    String text = cell.line(number);
    int column = cell.columnAt(from);
    int width = cell.lineAt(to) == number ? to - from : text.length() - column;
    head.lines().forEach(lines::add);
    lines.add("  " + text);
    lines.add("  " + blank(text, column) + "^".repeat(Math.max(1, Math.min(width, MAX_CARETS))));
  }

  /** White space as wide as the text before the caret: tabs stay tabs. */
  private static String blank(String text, int column) {
    String before = text.substring(0, Math.min(column, text.length()));
    return before.replaceAll("[^\t]", " ");
  }

  /** The compiler's message without the names of JShell's generated classes. */
  private static String tidy(String message) {
    return message
        .replaceAll("REPL\\.\\$JShell\\$\\d+[A-Z]*[.$]?", "")
        .lines()
        .filter(line -> !line.strip().matches("location:\\s*class\\s*"))
        .reduce((a, b) -> a + "\n" + b)
        .orElse(message);
  }
}
