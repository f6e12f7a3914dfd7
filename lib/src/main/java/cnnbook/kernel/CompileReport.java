package cnnbook.kernel;

import java.nio.charset.StandardCharsets;
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

  /** The longest string in a class file, in bytes. */
  private static final int MAX_LITERAL = 65_535;

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
        int from = piece.offset() + Math.max(0, (int) diag.getStartPosition());
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

  /**
   * Fails at a string literal that no class file can hold. The compiler would say so as well, but
   * from then on it would refuse every other cell, too.
   */
  void requireShortLiterals(Piece piece) throws CellError {
    String[] parts = piece.source().split("\"", -1);
    int from = piece.offset();
    for (int i = 0; i < parts.length; i++) {
      boolean quoted = i % 2 == 1;
      if (quoted && parts[i].getBytes(StandardCharsets.UTF_8).length > MAX_LITERAL) {
        String head =
            "line "
                + cell.lineAt(from)
                + String.format(": constant string too long: at most %,d bytes", MAX_LITERAL);
        throw new CellError(CellError.Kind.COMPILE, NAME, head, List.of(head), null);
      }
      from += parts[i].length() + 1;
    }
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
  static String tidy(String message) {
    return SnippetFrames.withoutShellNames(message)
        .lines()
        .filter(line -> !line.strip().matches("location:\\s*class\\s*"))
        .reduce((a, b) -> a + "\n" + b)
        .orElse(message);
  }
}
