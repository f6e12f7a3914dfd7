package cnnbook.kernel;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** What an editor asks about code: completions, documentation, whether it is complete. */
public final class Assistance {
  private final SourceCodeAnalysis analysis;

  Assistance(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /**
   * Texts that may replace a part of the code.
   *
   * @param matches the texts, the ones of a fitting type first
   * @param start where the replaced part begins, in characters
   * @param end where it ends
   */
  public record Completions(List<String> matches, int start, int end) {}

  /** Whether code can be evaluated as it is. */
  public enum Completeness {
    COMPLETE,
    INCOMPLETE,
    INVALID
  }

  /**
   * Completes code.
   *
   * @param cell the cell
   * @param cursor where the cursor stands, in characters
   */
  public Completions complete(String cell, int cursor) {
    int at = Math.max(0, Math.min(cursor, cell.length()));
    String before = cell.substring(0, at);
    Piece piece = lastPiece(before);
    if (piece == null && !before.isBlank()) {
      return new Completions(List.of(), at, at);
    }
    int offset = piece == null ? at : piece.offset();
    int[] anchor = {-1};
    List<Suggestion> found =
        analysis.completionSuggestions(before.substring(offset), at - offset, anchor);
    if (found.isEmpty() && offset > 0) {
      offset = 0;
      found = analysis.completionSuggestions(before, at, anchor);
    }
    if (found.isEmpty()) {
      return new Completions(List.of(), at, at);
    }
    List<String> matches =
        found.stream()
            .sorted((a, b) -> Boolean.compare(b.matchesType(), a.matchesType()))
            .map(Suggestion::continuation)
            .filter(text -> !text.startsWith("$JShell$"))
            .distinct()
            .toList();
    return new Completions(matches, offset + anchor[0], at);
  }

  private Piece lastPiece(String code) {
    List<Piece> pieces = Piece.split(code, analysis);
    return pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
  }

  /**
   * Signatures and documentation of the name at the cursor.
   *
   * @return plain text; empty if nothing is known
   */
  public Optional<String> inspect(String cell, int cursor) {
    int at = Math.max(0, Math.min(cursor, cell.length()));
    int end = at;
    while (end < cell.length() && Character.isJavaIdentifierPart(cell.charAt(end))) {
      end++;
    }
    int call = end;
    while (call < cell.length() && cell.charAt(call) == ' ') {
      call++;
    }
    boolean isCall = call < cell.length() && cell.charAt(call) == '(';
    String code = isCall ? cell.substring(0, call + 1) : cell.substring(0, end);
    Piece piece = lastPiece(code);
    if (piece == null) {
      return Optional.empty();
    }
    String last = code.substring(piece.offset());
    return describe(last)
        .or(() -> describe(code))
        .or(() -> isCall ? Optional.empty() : describe(last + "("));
  }

  private Optional<String> describe(String code) {
    String text =
        analysis.documentation(code, code.length(), true).stream()
            .map(Assistance::text)
            .distinct()
            .collect(Collectors.joining("\n\n"));
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }

  private static String text(Documentation found) {
    String javadoc = found.javadoc();
    return javadoc == null || javadoc.isBlank()
        ? found.signature()
        : found.signature() + "\n\n" + Javadoc.toText(javadoc);
  }

  /** Whether the code is ready to be evaluated. */
  public Completeness completeness(String code) {
    List<Piece> pieces = Piece.split(code, analysis);
    if (pieces.isEmpty()) {
      return Completeness.COMPLETE;
    }
    Piece tail = pieces.get(pieces.size() - 1);
    return switch (tail.completeness()) {
      case COMPLETE, COMPLETE_WITH_SEMI, EMPTY, CONSIDERED_INCOMPLETE -> Completeness.COMPLETE;
      case DEFINITELY_INCOMPLETE -> Completeness.INCOMPLETE;
      case UNKNOWN -> Completeness.INVALID;
    };
  }
}
