package cnnbook.viz;

import java.util.Locale;
import java.util.Map;

/**
 * A progress bar that updates in place: share done, rate, and the time that is left at that rate,
 * once closed the time taken. On a terminal it is a line of characters that moves; on any other
 * console one line at the end.
 */
public final class Progress implements AutoCloseable {
  /** Characters: the words behind it need most of a line. */
  private static final int BAR = 8;

  private final String label;
  private final long max;
  private final Live live;
  private final long start = System.nanoTime();
  private long done;
  private String note = "";
  private boolean closed;

  Progress(String label, long max, Display display) {
    if (max < 0) {
      throw new IllegalArgumentException("max must be 0 or more, not " + max);
    }
    this.label = label;
    this.max = max;
    live = new Live(display);
    live.offer(this::bundle);
  }

  /** One more is done. */
  public void step() {
    step(1);
  }

  /** So many more are done. */
  public void step(long count) {
    done = Math.min(max, done + count);
    live.offer(this::bundle);
  }

  /** Words behind the bar, for instance the loss. */
  public void note(String text) {
    note = text;
    live.offer(this::bundle);
  }

  /** Shows the bar as it is and ends it. */
  @Override
  public void close() {
    closed = true;
    live.close();
  }

  /** Empty, so that a handle at the end of a cell leaves no trace. */
  @Override
  public String toString() {
    return "";
  }

  private Map<String, String> bundle() {
    String words =
        String.format(
            Locale.ROOT,
            "%s %,d/%,d %s",
            label,
            done,
            max,
            timing((System.nanoTime() - start) / 1e9));
    String text = note.isEmpty() ? words : words + " · " + note;
    String html =
        """
        <div style="font-family:monospace"><progress value="%d" max="%d" style="width:16em;\
        vertical-align:middle" aria-label="%s"></progress> %s</div>"""
            .formatted(done, Math.max(1, max), Html.escape(label), Html.escape(text));
    return Bundle.html(html, closed ? text : bar() + " " + text);
  }

  /** A bar of characters, for a terminal. */
  private String bar() {
    int full = (int) (BAR * done / Math.max(1, max));
    return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]";
  }

  private String timing(double seconds) {
    if (done == 0) {
      return closed ? "took " + clock(seconds) : "";
    }
    double rate = done / seconds;
    String perSecond = String.format(Locale.ROOT, rate < 100 ? "%.1f/s" : "%,.0f/s", rate);
    return closed || done == max
        ? "%s, took %s".formatted(perSecond, clock(seconds))
        : "%s, %s left".formatted(perSecond, clock((max - done) / rate));
  }

  private static String clock(double seconds) {
    long whole = Math.round(seconds);
    return "%d:%02d".formatted(whole / 60, whole % 60);
  }
}
