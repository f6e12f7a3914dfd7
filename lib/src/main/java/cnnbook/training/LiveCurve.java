package cnnbook.training;

import cnnbook.viz.Charts;
import cnnbook.viz.Live;
import cnnbook.viz.Progress;
import cnnbook.viz.Show;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * Follows a training with a progress bar (images a second, time left, loss, memory) and two charts,
 * loss and accuracy, that update in place. Between the epochs a thin line shows the loss of the
 * current epoch so far. The charts are drawn by a thread of their own. The rate counts everything,
 * evaluation as well; {@link History} counts forward, backward and step only.
 *
 * <p>What cannot be shown does not end the training: the bar or a line on standard error says it.
 */
public final class LiveCurve implements Hook {
  private static final long SAMPLE_EVERY = 250_000_000L;

  /** Asking the system for it takes longer than all the rest of a sample. */
  private static final long MEMORY_EVERY = 4_000_000_000L;

  private static final String BAR = "progress bar";

  private final List<double[]> samples = new ArrayList<>();
  private WeakReference<Fit> followed = new WeakReference<>(null);
  private History history = new History(List.of(), false);
  private boolean running;
  private Progress progress;
  private Live chart;
  private String trouble = "";
  private long nextSample = System.nanoTime();
  private long nextMemory = nextSample;
  private double megabytes = Double.NaN;

  /** A curve that shows itself with the first batch. */
  public LiveCurve() {}

  @Override
  public void onStart(Fit fit) {
    history = fit.history();
    trouble = "";
    if (!followed.refersTo(fit)) {
      followed = new WeakReference<>(fit);
      samples.clear();
    }
    // An epoch that was broken off is done again.
    samples.removeIf(sample -> sample[0] > history.rows().size());
  }

  @Override
  public void onBatch(Batch batch) {
    if (!running) {
      begin(batch);
    }
    showProgress(bar -> bar.step(batch.images()));
    // The mean of an epoch's first few batches says little.
    boolean steady = batch.epoch() == 1 || 10 * batch.number() >= batch.batches();
    if (steady && System.nanoTime() - nextSample >= 0) {
      nextSample = System.nanoTime() + SAMPLE_EVERY;
      double loss = batch.loss().getAsDouble();
      samples.add(new double[] {batch.position(), loss});
      if (System.nanoTime() - nextMemory >= 0) {
        remember(batch.megabytes().getAsDouble());
      }
      note(batch.epoch(), loss);
      showCharts();
    }
  }

  @Override
  public void onEpoch(History soFar) {
    history = soFar;
    History.Row row = soFar.last();
    remember(row.megabytes());
    note(row.epoch(), row.loss());
    showCharts();
  }

  @Override
  public void onStop(History whole) {
    boolean more = whole.rows().size() > history.rows().size();
    history = whole;
    if (!running) {
      showFinished();
      return;
    }
    if (more) {
      showCharts();
    }
    if (whole.interrupted()) {
      note("interrupted");
    }
    Progress bar = progress;
    Live last = chart;
    // First of all, so that the next run begins anew whatever happens here.
    running = false;
    progress = null;
    chart = null;
    if (bar != null) {
      attempt(BAR, bar::close);
    }
    if (last != null) {
      attempt("charts", last::close);
    }
  }

  private void begin(Batch batch) {
    running = true;
    long images = (batch.epochs() - batch.epoch() + 1L) * batch.imagesPerEpoch();
    attempt(BAR, () -> progress = Show.progress("images", images));
    attempt("charts", () -> chart = Show.live());
    if (!history.rows().isEmpty()) {
      showCharts();
    }
  }

  /** The charts of a training that had nothing left to do. */
  private void showFinished() {
    if (!history.rows().isEmpty()) {
      attempt("charts", () -> Show.chart(charts().get()));
    }
  }

  private void remember(double memory) {
    megabytes = memory;
    nextMemory = System.nanoTime() + MEMORY_EVERY;
  }

  private void note(int epoch, double loss) {
    String memory =
        Double.isNaN(megabytes) ? "" : String.format(Locale.ROOT, " · %,.0f MB", megabytes);
    note(String.format(Locale.ROOT, "epoch %d: loss %.3f", epoch, loss) + memory);
  }

  private void note(String words) {
    showProgress(bar -> bar.note(trouble.isEmpty() ? words : words + " · " + trouble));
  }

  private void showProgress(Consumer<Progress> change) {
    if (progress != null) {
      attempt(BAR, () -> change.accept(progress));
    }
  }

  private void showCharts() {
    if (chart != null) {
      attempt("charts", () -> chart.chartInBackground(charts()));
    }
  }

  /** A picture that fails must not end a training, unless somebody stops the thread. */
  private void attempt(String what, Runnable showing) {
    try {
      showing.run();
    } catch (RuntimeException | Error e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      if (cause instanceof ThreadDeath) {
        throw e;
      }
      if (what.equals(BAR)) {
        progress = null;
      }
      tell("no " + what + ": " + cause.toString().lines().findFirst().orElseThrow());
    }
  }

  /** Says the first trouble of a run: in the bar, without one on standard error. */
  private void tell(String words) {
    if (trouble.isEmpty()) {
      trouble = words;
      if (progress == null) {
        System.err.println(words);
      }
    }
  }

  /** Draws what is known now, whenever it is called. */
  private Supplier<Chart<?, ?>[]> charts() {
    History known = history;
    double[] x = samples.stream().mapToDouble(sample -> sample[0]).toArray();
    double[] y = samples.stream().mapToDouble(sample -> sample[1]).toArray();
    return () -> {
      XYChart loss = Charts.loss(known.table());
      if (x.length > 0) {
        Charts.addFaint(loss, "this epoch so far", x, y);
      }
      return new Chart<?, ?>[] {loss, Charts.accuracy(known.table())};
    };
  }
}
