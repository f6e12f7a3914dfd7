package cnnbook.viz;

import java.util.regex.Pattern;

/** Text to HTML and back. */
public final class Html {
  private static final Pattern BLOCK_END =
      Pattern.compile(
          "</(p|div|tr|li|h[1-6]|table|pre|details)>|<br\\s*/?>", Pattern.CASE_INSENSITIVE);
  private static final Pattern CELL_END = Pattern.compile("</t[dh]>", Pattern.CASE_INSENSITIVE);
  private static final Pattern UNSEEN =
      Pattern.compile(
          "<(script|style)\\b.*?</\\1>|<!--.*?-->", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  private Html() {}

  /** The text with its markup characters made harmless, for element content and attributes. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** What a reader would see of the HTML, without its layout: for consoles. */
  static String strip(String html) {
    String text = UNSEEN.matcher(html).replaceAll("");
    text = CELL_END.matcher(text).replaceAll("  ");
    text = BLOCK_END.matcher(text).replaceAll("\n");
    text = TAG.matcher(text).replaceAll("");
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
        .strip();
  }
}
