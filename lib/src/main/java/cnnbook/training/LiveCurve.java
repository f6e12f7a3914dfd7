package cnnbook.training;

import cnnbook.viz.Charts;
import cnnbook.viz.Live;
import cnnbook.viz.Progress;
import cnnbook.viz.Show;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * Follows a training with a progress bar (images a second, time left, loss, memory) and two charts,
 * loss and accuracy, that update in place. Between the epochs a thin line shows the loss of the
 * current epoch so far. The charts are drawn by a thread of their own. The rate counts everything,
 * evaluation as well; {@link History} counts forward, backward and step only.
 */
public final class LiveCurve implements Hook {
  private static final long SAMPLE_EVERY = 250_000_000L;

  /** Asking the system for it takes longer than all the rest of a sample. */
  private static final long MEMORY_EVERY = 4_000_000_000L;

  private final List<double[]> samples = new ArrayList<>();
  private History history = new History(List.of(), false);
  private Progress progress;
  private Live chart;
  private long nextSample = System.nanoTime();
  private long nextMemory = nextSample;
  private double megabytes = Double.NaN;

  /** A curve that shows itself with the first batch. */
  public LiveCurve() {}

  @Override
  public void onBatch(Batch batch) {
    if (progress == null) {
      int epochsLeft = batch.epochs() - batch.epoch() + 1;
      progress = Show.progress("images", (long) epochsLeft * batch.imagesPerEpoch());
      chart = Show.live();
    }
    progress.step(batch.images());
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
      chart.chartInBackground(charts());
    }
  }

  @Override
  public void onEpoch(History soFar) {
    history = soFar;
    History.Row row = soFar.last();
    remember(row.megabytes());
    note(row.epoch(), row.loss());
    chart.chartInBackground(charts());
  }

  @Override
  public void onStop(History whole) {
    if (progress == null) {
      return;
    }
    if (whole.interrupted()) {
      progress.note("interrupted");
    }
    progress.close();
    chart.close();
    progress = null;
  }

  private void remember(double memory) {
    megabytes = memory;
    nextMemory = System.nanoTime() + MEMORY_EVERY;
  }

  private void note(int epoch, double loss) {
    String memory =
        Double.isNaN(megabytes) ? "" : String.format(Locale.ROOT, " · %,.0f MB", megabytes);
    progress.note(String.format(Locale.ROOT, "epoch %d: loss %.3f", epoch, loss) + memory);
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
