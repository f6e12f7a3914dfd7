package cnnbook.training;

import cnnbook.viz.Charts;
import cnnbook.viz.Live;
import cnnbook.viz.Progress;
import cnnbook.viz.Show;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;

/**
 * Follows a training with a progress bar and two charts, loss and accuracy, that update in place.
 * Between the epochs a thin line shows the loss of the current epoch so far.
 */
public final class LiveCurve implements Hook {
  private static final long SAMPLE_EVERY = 250_000_000L;

  private final List<double[]> samples = new ArrayList<>();
  private History history = new History(List.of(), false);
  private Progress progress;
  private Live chart;
  private long nextSample = System.nanoTime();

  /** A curve that shows itself with the first batch. */
  public LiveCurve() {}

  @Override
  public void onBatch(Batch batch) {
    if (progress == null) {
      long left = (long) (batch.epochs() - batch.epoch() + 1) * batch.batches();
      progress = Show.progress("batches", left);
      chart = Show.live();
    }
    progress.step();
    // The mean of an epoch's first few batches says little.
    boolean steady = batch.epoch() == 1 || 10 * batch.number() >= batch.batches();
    if (steady && System.nanoTime() - nextSample >= 0) {
      nextSample = System.nanoTime() + SAMPLE_EVERY;
      samples.add(new double[] {batch.position(), batch.loss().getAsDouble()});
      chart.chart(lossChart(), Charts.accuracy(history.table()));
    }
  }

  @Override
  public void onEpoch(History soFar) {
    history = soFar;
    History.Row row = soFar.last();
    progress.note("epoch %d: loss %.3f".formatted(row.epoch(), row.loss()));
    chart.chart(lossChart(), Charts.accuracy(history.table()));
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

  private XYChart lossChart() {
    XYChart loss = Charts.loss(history.table());
    if (!samples.isEmpty()) {
      double[] x = samples.stream().mapToDouble(s -> s[0]).toArray();
      double[] y = samples.stream().mapToDouble(s -> s[1]).toArray();
      Charts.addFaint(loss, "this epoch so far", x, y);
    }
    return loss;
  }
}
