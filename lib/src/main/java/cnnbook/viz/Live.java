package cnnbook.viz;

import java.awt.image.RenderedImage;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/**
 * A display that changes in place. Call its methods as often as you like: it redraws at most ten
 * times a second, and less often where drawing is slow, so that it costs at most a five-hundredth
 * of the time, or one picture in five seconds, or five other things a second. What was given last
 * is always shown by {@link #close()}. On a console nothing is printed before that, on a terminal a
 * line moves.
 */
public final class Live implements AutoCloseable {
  private static final long LEAST_PAUSE = 100_000_000L;

  /** A chart of what has only just begun is empty. */
  private static final long BEFORE_FIRST_CHART = 1_000_000_000L;

  private static final int PAUSE_PER_WORK = 500;

  /** The first drawing loads classes, and on a busy machine each takes long. */
  private static final long LONGEST_PAUSE = 200_000_000L;

  private static final long LONGEST_PAUSE_OF_PICTURES = 5_000_000_000L;

  private final String id = UUID.randomUUID().toString();
  private final Display display;
  private Supplier<Map<String, String>> pending;
  private CompletableFuture<Drawn> drawing;
  private long nextUpdate;
  private boolean begun;
  private boolean closed;

  /** What a thread drew, or throws what that threw, and the time that it took. */
  private record Drawn(Supplier<Map<String, String>> bundle, long nanos) {}

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

  /**
   * As {@link #chart}, but drawn by a thread of its own, for callers that must not be held up, from
   * a second after the first call on, and less sharp until the last. What was drawn is shown by the
   * first call after it is finished, as kernels show from one thread only.
   *
   * @param charts makes the charts; called by that thread, so from values that no longer change
   * @throws RuntimeException what a drawing threw, thrown once; later calls try again
   */
  public void chartInBackground(Supplier<Chart<?, ?>[]> charts) {
    requireOpen();
    if (pending == null) {
      nextUpdate += BEFORE_FIRST_CHART;
    }
    pending = () -> ChartBundle.of(charts.get());
    if (drawing != null && drawing.isDone()) {
      Drawn drawn = drawing.join();
      drawing = null;
      try {
        show(drawn.bundle().get(), false);
      } finally {
        pauseAfter(drawn.nanos(), LONGEST_PAUSE_OF_PICTURES);
      }
    } else if (drawing == null && System.nanoTime() - nextUpdate >= 0) {
      Supplier<Map<String, String>> state = () -> ChartBundle.draft(charts.get());
      drawing = CompletableFuture.supplyAsync(() -> draw(state), Live::start);
    }
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
      drawNow(true);
    }
  }

  /** Empty, so that a handle at the end of a cell leaves no trace. */
  @Override
  public String toString() {
    return "";
  }

  void offer(Supplier<Map<String, String>> state) {
    requireOpen();
    pending = state;
    if (System.nanoTime() - nextUpdate >= 0) {
      drawNow(false);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this display is closed");
    }
  }

  private void drawNow(boolean last) {
    long start = System.nanoTime();
    long longest = LONGEST_PAUSE_OF_PICTURES;
    try {
      Map<String, String> bundle = pending.get();
      longest = bundle.containsKey(Bundle.PNG) ? LONGEST_PAUSE_OF_PICTURES : LONGEST_PAUSE;
      show(bundle, last);
    } finally {
      pauseAfter(System.nanoTime() - start, longest);
    }
  }

  private void show(Map<String, String> bundle, boolean last) {
    boolean first = !begun;
    if (first) {
      display.begin(id, bundle);
      begun = true;
    }
    if (last || !first) {
      display.update(id, bundle, last);
    }
  }

  private void pauseAfter(long work, long longest) {
    long pause = Math.min(longest, PAUSE_PER_WORK * work);
    nextUpdate = System.nanoTime() + Math.max(LEAST_PAUSE, pause);
  }

  private static Drawn draw(Supplier<Map<String, String>> state) {
    long start = System.nanoTime();
    Supplier<Map<String, String>> result;
    try {
      Map<String, String> bundle = state.get();
      result = () -> bundle;
    } catch (RuntimeException | Error e) {
      result =
          () -> {
            throw e;
          };
    }
    return new Drawn(result, System.nanoTime() - start);
  }

  private static void start(Runnable drawing) {
    Thread thread = new Thread(drawing, "cnnbook-charts");
    thread.setDaemon(true);
    thread.start();
  }
}
