package cnnbook.viz;

import java.awt.image.RenderedImage;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/**
 * A display that changes in place. Call its methods as often as you like: it redraws at most ten
 * times a second, and less often where drawing is slow, so that it costs at most a thirtieth of the
 * time. What was given last is always shown by {@link #close()}. On a console nothing is printed
 * before that.
 */
public final class Live implements AutoCloseable {
  private static final long LEAST_PAUSE = 100_000_000L;
  private static final int PAUSE_PER_WORK = 30;

  private final String id = UUID.randomUUID().toString();
  private final Display display;
  private Supplier<Map<String, String>> pending;
  private long nextUpdate;
  private boolean begun;
  private boolean closed;

  Live(Display display) {
    this.display = display;
    nextUpdate = System.nanoTime();
  }

  /** Shows HTML from a trusted source. */
  public void html(String html) {
    offer(() -> Bundle.html(html));
  }

  /** Shows text as it is. */
  public void text(String text) {
    offer(() -> Bundle.text(text));
  }

  /** Shows a picture. */
  public void image(RenderedImage image) {
    offer(() -> Bundle.image(image));
  }

  /** Shows charts side by side; they are drawn only if they will be seen. */
  public void chart(Chart<?, ?>... charts) {
    offer(() -> ChartBundle.of(charts));
  }

  /** Shows a table. */
  public void table(Table table) {
    offer(() -> TableBundle.of(table));
  }

  /** Shows the last state, now and for good. */
  @Override
  public void close() {
    if (!closed && pending != null) {
      closed = true;
      draw(true);
    }
  }

  /** Empty, so that a handle at the end of a cell leaves no trace. */
  @Override
  public String toString() {
    return "";
  }

  void offer(Supplier<Map<String, String>> state) {
    if (closed) {
      throw new IllegalStateException("this display is closed");
    }
    pending = state;
    if (System.nanoTime() - nextUpdate >= 0) {
      draw(false);
    }
  }

  private void draw(boolean last) {
    long start = System.nanoTime();
    if (begun) {
      display.update(id, pending.get(), last);
    } else {
      display.begin(id, pending.get());
      begun = true;
    }
    long end = System.nanoTime();
    nextUpdate = end + Math.max(LEAST_PAUSE, PAUSE_PER_WORK * (end - start));
  }
}
