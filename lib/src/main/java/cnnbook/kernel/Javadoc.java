package cnnbook.kernel;

/** Javadoc comments as plain text. */
final class Javadoc {
  private Javadoc() {}

  /** Without HTML and inline tags; paragraphs and list items on lines of their own. */
  static String toText(String comment) {
    return comment
        .replaceAll("\\{@(?:code|literal|link|linkplain|value)\\s+([^}]*)}", "$1")
        .replaceAll("\\{@[a-zA-Z]+\\s*([^}]*)}", "$1")
        .replaceAll("(?i)<(?:p|br|/p|/pre|/ul|/ol)[^>]*>", "\n")
        .replaceAll("(?i)<li[^>]*>", "\n- ")
        .replaceAll("<[^>]+>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace("&#64;", "@")
        .replace("&amp;", "&")
        .replaceAll("\n[ \\t]*(?:\n[ \\t]*)+", "\n\n")
        .strip();
  }
}
