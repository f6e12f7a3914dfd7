package cnnbook.viz;

import com.google.gson.Gson;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An interactive picture, made by {@link Visuals}. {@link Show#visual} shows it in any kernel; the
 * book's own also shows one that is a cell's value. It is HTML that needs no network: a static part
 * that stands without script, and a script that takes its place. Where there is no HTML, {@link
 * #toString} stands for it.
 *
 * <p>Equal visuals are equal texts, so that a notebook's output does not change from run to run.
 */
public final class Visual {
  /** The most bytes (UTF-8) that one visual may add to a notebook. */
  public static final int LARGEST = 300_000;

  private static final Gson JSON = new Gson();

  private final String text;
  private final String html;

  private Visual(String text, String html) {
    this.text = text;
    this.html = html;
  }

  /**
   * A visual.
   *
   * @param title what the frame is called
   * @param script the name of its JavaScript file without ".js", and of the function in it that
   *     draws
   * @param data what that function gets, as JSON: a record or a map, numbers as texts of {@link
   *     Numerals}
   * @param fallback HTML of plain tables, pictures and paragraphs
   * @param text for consoles, without the title
   * @param others further JavaScript files, whose functions its own calls
   * @throws IllegalArgumentException if it is larger than {@link #LARGEST}
   */
  static Visual of(
      String title, String script, Object data, String fallback, String text, String... others) {
    List<String> scripts = Stream.concat(Stream.of(script), Stream.of(others)).toList();
    String html = VisualHtml.of(title, scripts, JSON.toJson(data), fallback);
    return new Visual(title + "\n" + text, html);
  }

  /** A frame with a message in it: what is wrong with the arguments, and what would be right. */
  static Visual problem(String title, String message) {
    Map<String, String> data = Map.of("message", message);
    return of(title, "problem", data, Fallback.paragraph(message), message);
  }

  /** The HTML fragment for a notebook's output or a page; at most {@link #LARGEST} bytes. */
  public String html() {
    return html;
  }

  /** The title and the numbers as text. */
  @Override
  public String toString() {
    return text;
  }

  Map<String, String> bundle() {
    return Bundle.html(html(), toString());
  }
}
