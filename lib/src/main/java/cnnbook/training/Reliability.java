package cnnbook.training;

import cnnbook.ops.SoftmaxOp;
import cnnbook.tensor.Tensor;
import cnnbook.viz.Charts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * How far a network's confidence, the probability of its guess, can be trusted: guesses are sorted
 * by it into bins of equal width, and each bin's mean confidence is held against its share of right
 * guesses. Guo and others, "On Calibration of Modern Neural Networks", 2017, section 2.
 *
 * <pre>{@code
 * Reliability reliability = Reliability.of(Djl.apply(network, images), labels, 10);
 * System.out.println(reliability.table());
 * }</pre>
 *
 * @param bins from the least confidence to the highest
 */
public record Reliability(List<Bin> bins) {

  /**
   * Guesses of about equal confidence: from {@code from} to below {@code to}, in the last bin to 1.
   *
   * @param from the least confidence
   * @param to where the next bin begins
   * @param guesses how many
   * @param confidence their mean confidence; NaN without guesses
   * @param accuracy their share of right ones; NaN without guesses
   */
  public record Bin(double from, double to, int guesses, double confidence, double accuracy) {}

  /** Keeps its own copy of the list. */
  public Reliability {
    bins = List.copyOf(bins);
  }

  /**
   * The reliability of softmax's probabilities.
   *
   * @param logits (N, K)
   * @param labels the N right classes
   * @param bins how many, at least 1
   * @throws IllegalArgumentException if there are not N labels, or bins is below 1
   */
  public static Reliability of(Tensor logits, int[] labels, int bins) {
    Tensor probabilities = new SoftmaxOp().forward(logits).out();
    int[] guesses = logits.argMax();
    if (labels.length != guesses.length) {
      throw new IllegalArgumentException(
          "%d labels for %d images: one is needed for each"
              .formatted(labels.length, guesses.length));
    }
    double[] confidences = new double[labels.length];
    boolean[] right = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      // In float a probability may come out a little above 1.
      confidences[i] = Math.min(1, probabilities.get(i, guesses[i]));
      right[i] = guesses[i] == labels[i];
    }
    return of(confidences, right, bins);
  }

  /**
   * The reliability of guesses.
   *
   * @param confidences the probability of each guess, in [0, 1]
   * @param right whether each is right, as many
   * @param bins how many, at least 1
   * @throws IllegalArgumentException if the lengths differ, a confidence is outside of [0, 1], or
   *     bins is below 1
   */
  public static Reliability of(double[] confidences, boolean[] right, int bins) {
    require(confidences.length == right.length, "as many confidences as answers are needed");
    require(bins >= 1, "at least 1 bin is needed, not " + bins);
    int[] guesses = new int[bins];
    int[] hits = new int[bins];
    double[] sums = new double[bins];
    for (int i = 0; i < right.length; i++) {
      double p = confidences[i];
      require(p >= 0 && p <= 1, "a confidence is from 0 to 1, not " + p);
      int bin = Math.min(bins - 1, (int) (p * bins));
      guesses[bin]++;
      hits[bin] += right[i] ? 1 : 0;
      sums[bin] += p;
    }
    List<Bin> all = new ArrayList<>();
    for (int b = 0; b < bins; b++) {
      double n = guesses[b];
      all.add(new Bin(b / (double) bins, (b + 1.0) / bins, guesses[b], sums[b] / n, hits[b] / n));
    }
    return new Reliability(all);
  }

  /** How many guesses there are. */
  public int guesses() {
    return bins.stream().mapToInt(Bin::guesses).sum();
  }

  /** The mean confidence of all guesses; NaN without any. */
  public double confidence() {
    return mean(Bin::confidence);
  }

  /** The share of right guesses; NaN without any. */
  public double accuracy() {
    return mean(Bin::accuracy);
  }

  /**
   * The expected calibration error (section 2): the distance between confidence and accuracy,
   * averaged over all guesses, each with the distance of its bin; NaN without guesses.
   */
  public double error() {
    return mean(bin -> Math.abs(bin.confidence() - bin.accuracy()));
  }

  private double mean(ToDoubleFunction<Bin> value) {
    return filled().stream().mapToDouble(bin -> bin.guesses() * value.applyAsDouble(bin)).sum()
        / guesses();
  }

  private List<Bin> filled() {
    return bins.stream().filter(bin -> bin.guesses() > 0).toList();
  }

  /** A row for each bin that has guesses: from, to, guesses, confidence, accuracy. */
  public Table table() {
    return Table.create(
        "reliability",
        column("from", Bin::from),
        column("to", Bin::to),
        IntColumn.create("guesses", filled().stream().mapToInt(Bin::guesses).toArray()),
        column("confidence", Bin::confidence),
        column("accuracy", Bin::accuracy));
  }

  private DoubleColumn column(String name, ToDoubleFunction<Bin> value) {
    return DoubleColumn.create(name, filled().stream().mapToDouble(value).toArray());
  }

  /**
   * An empty diagram with the diagonal, on which all guesses are as often right as they say; {@link
   * #addTo} draws a network's. Below the diagonal a network is surer than it may be.
   */
  public static XYChart chart(String title) {
    XYChart chart = Charts.lines(title, "confidence", "share of right guesses");
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
    Charts.addFaint(chart, "as it should be", new double[] {0, 1}, new double[] {0, 1});
    return chart;
  }

  /**
   * Draws accuracy against confidence, a point for each bin that has guesses.
   *
   * @param chart as {@link #chart} makes it
   * @param name as the legend says it, unlike the others
   */
  public void addTo(XYChart chart, String name) {
    Charts.add(
        chart,
        name,
        filled().stream().mapToDouble(Bin::confidence).toArray(),
        filled().stream().mapToDouble(Bin::accuracy).toArray());
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
