package cnnbook.viz;

import java.awt.image.RenderedImage;
import java.util.Map;
import java.util.UUID;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/**
 * Puts things in front of the reader: in the notebook through whichever kernel runs it (the book's
 * own, JJava, IJava, rapaio), outside of one on the console, where HTML becomes text and pictures
 * become files. Its methods return nothing, so a cell may end with any of them.
 *
 * <p>Call them from the thread that runs the cell. It is the only class that talks to a kernel.
 */
public final class Show {
  private Show() {}

  /** HTML, inserted as it is: from a trusted source only. */
  public static void html(String html) {
    show(Bundle.html(html));
  }

  /** HTML with the text that a console prints in its place. */
  public static void html(String html, String plain) {
    show(Bundle.html(html, plain));
  }

  /** Text as it is. */
  public static void text(String text) {
    show(Bundle.text(text));
  }

  /** A picture, as PNG. */
  public static void image(RenderedImage image) {
    show(Bundle.image(image));
  }

  /**
   * A picture, as PNG, with the words that stand for it where it cannot be seen.
   *
   * @param alternative what the picture shows, a sentence
   */
  public static void image(RenderedImage image, String alternative) {
    show(Bundle.image(image, alternative));
  }

  /** A picture with its words. */
  public static void figure(Figure figure) {
    image(figure.image(), figure.alternative());
  }

  /** Charts side by side in one picture, drawn at twice their size in pixels. */
  public static void chart(Chart<?, ?>... charts) {
    show(ChartBundle.of(charts));
  }

  /** An interactive picture. */
  public static void visual(Visual visual) {
    show(visual.bundle());
  }

  /** A table, its first rows if it is long. */
  public static void table(Table table) {
    show(TableBundle.of(table));
  }

  /** A display that changes in place; close it when the last state is given. */
  public static Live live() {
    return new Live(Display.current());
  }

  /**
   * A progress bar that changes in place; close it at the end.
   *
   * @param label what is being done
   * @param max how many steps there will be
   */
  public static Progress progress(String label, long max) {
    return new Progress(label, max, Display.current());
  }

  private static void show(Map<String, String> bundle) {
    Display.current().show(UUID.randomUUID().toString(), bundle);
  }
}
