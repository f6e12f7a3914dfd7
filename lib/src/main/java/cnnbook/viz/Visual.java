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

  private final String title;
  private final List<String> scripts;
  private final String json;
  private final String fallback;
  private final String text;

  private Visual(String title, List<String> scripts, String json, String fallback, String text) {
    this.title = title;
    this.scripts = scripts;
    this.json = json;
    this.fallback = fallback;
    this.text = text;
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
   * @param text for consoles
   */
  static Visual of(String title, String script, Object data, String fallback, String text) {
    return new Visual(title, List.of(script), JSON.toJson(data), fallback, text);
  }

  /** A frame with a message in it: what is wrong with the arguments, and what would be right. */
  static Visual problem(String title, String message) {
    return new Visual(
        title,
        List.of("problem"),
        JSON.toJson(Map.of("message", message)),
        Fallback.paragraph(message),
        message);
  }

  /** This visual with a further file of JavaScript, whose functions its own calls. */
  Visual using(String script) {
    List<String> more = Stream.concat(scripts.stream(), Stream.of(script)).toList();
    return new Visual(title, more, json, fallback, text);
  }

  /** The HTML fragment for a notebook's output or a page; at most {@link #LARGEST} bytes. */
  public String html() {
    return VisualHtml.of(title, scripts, json, fallback);
  }

  /** The title and the numbers as text. */
  @Override
  public String toString() {
    return title + "\n" + text;
  }

  Map<String, String> bundle() {
    return Bundle.html(html(), toString());
  }
}
