package cnnbook.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;

/**
 * One snippet of a cell.
 *
 * @param source the snippet, no white space before it
 * @param offset where it begins in the cell, in characters
 * @param completeness what JShell says about it
 */
record Piece(String source, int offset, Completeness completeness) {
  /** Text blocks, strings, characters, comments; everything else one character at a time. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?s)\"{3}(?:[^\\\\\"]++|\\\\.|\"(?!\"\"))*+\"{3}"
              + "|\"(?:[^\\\\\"]++|\\\\.)*+\"|'(?:[^\\\\']++|\\\\.)*+'"
              + "|//[^\n]*+|/\\*.*?\\*/|.");

  /** The cell cut into snippets; the last one may be incomplete or wrong. */
  static List<Piece> split(String cell, SourceCodeAnalysis analysis) {
    List<Piece> pieces = new ArrayList<>();
    String rest = cell;
    while (true) {
      rest = rest.stripLeading();
      int offset = cell.length() - rest.length();
      if (rest.isEmpty()) {
        return pieces;
      }
      SourceCodeAnalysis.CompletionInfo info = analysis.analyzeCompletion(rest);
      Completeness completeness = info.completeness();
      if (completeness == Completeness.EMPTY) {
        return pieces;
      }
      String source = info.source() == null ? rest : info.source();
      pieces.add(new Piece(source, offset, completeness));
      if (completeness != Completeness.COMPLETE || info.remaining().length() >= rest.length()) {
        return pieces;
      }
      rest = info.remaining();
    }
  }

  /** Whether more must follow before this can be compiled. */
  boolean incomplete() {
    return completeness == Completeness.DEFINITELY_INCOMPLETE;
  }

  /** Whether no compiler can make sense of it. */
  boolean wrong() {
    return completeness == Completeness.UNKNOWN;
  }

  /** Whether the author ended it with a semicolon, so wants no value shown. */
  boolean terminated() {
    Matcher tokens = TOKEN.matcher(source);
    String last = "";
    while (tokens.find()) {
      String token = tokens.group();
      boolean comment = token.startsWith("//") || token.startsWith("/*");
      last = comment || token.isBlank() ? last : token;
    }
    return last.equals(";");
  }
}
