package cnnbook.training;

import cnnbook.viz.Charts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * Charts of what a {@link GradientRecorder} or a {@link Probe} measured. The axis of gradients and
 * ratios is logarithmic: a value of 0 has no place on it and is left out. So is one that is not
 * finite. Where several layers stand at one depth, as in the branches of an Inception module, their
 * mean is drawn.
 */
public final class GradientCharts {
  private GradientCharts() {}

  /**
   * A measure against the depth, a line for each step.
   *
   * @param table with the columns of {@link GradientRecorder#table}
   * @param steps of those that were recorded, at least one
   * @throws IllegalArgumentException if there is nothing of a step; the message says what there is
   */
  public static XYChart byDepth(Table table, Measure kind, long... steps) {
    XYChart chart = chart(kind, "depth");
    for (long step : steps) {
      SortedMap<Double, Double> points =
          points(table, kind, "depth", row -> row.getLong("step") == step);
      if (points.isEmpty()) {
        throw nothing(table, kind, "step", String.valueOf(step));
      }
      add(chart, "step " + step, points);
    }
    return chart;
  }

  /**
   * A measure against the depth, a line for each network.
   *
   * @param tables by the names of the networks
   * @param step one that was recorded of all of them; 0 for those of a {@link Probe}
   * @throws IllegalArgumentException if there is nothing of this step
   */
  public static XYChart byDepth(Map<String, Table> tables, Measure kind, long step) {
    XYChart chart = chart(kind, "depth");
    tables.forEach(
        (name, table) -> {
          SortedMap<Double, Double> points =
              points(table, kind, "depth", row -> row.getLong("step") == step);
          if (points.isEmpty()) {
            throw nothing(table, kind, "step", String.valueOf(step));
          }
          add(chart, name, points);
        });
    return chart;
  }

  /**
   * A measure against the step, a line for each layer.
   *
   * @param table with the columns of {@link GradientRecorder#table}
   * @param layers of those that were measured, at least one
   * @throws IllegalArgumentException if there is nothing of a layer; the message says what there is
   */
  public static XYChart byStep(Table table, Measure kind, String... layers) {
    XYChart chart = chart(kind, "step");
    for (String layer : layers) {
      SortedMap<Double, Double> points =
          points(table, kind, "step", row -> row.getString("layer").equals(layer));
      if (points.isEmpty()) {
        throw nothing(table, kind, "layer", layer);
      }
      add(chart, layer, points);
    }
    return chart;
  }

  private static XYChart chart(Measure kind, String x) {
    String text = kind.toString();
    String title = Character.toUpperCase(text.charAt(0)) + text.substring(1) + " by " + x;
    XYChart chart = Charts.lines(title, x, text);
    if (kind.logarithmic()) {
      Charts.powersOfTen(chart);
    }
    return chart;
  }

  /** The mean of the values at each position. */
  private static SortedMap<Double, Double> points(
      Table table, Measure kind, String x, Predicate<Row> chosen) {
    SortedMap<Double, List<Double>> values = new TreeMap<>();
    for (Row row : table) {
      double y = row.getDouble("value");
      boolean drawn = Double.isFinite(y) && (y > 0 || !kind.logarithmic());
      if (drawn && row.getString("kind").equals(kind.toString()) && chosen.test(row)) {
        values.computeIfAbsent(row.getNumber(x), at -> new ArrayList<>()).add(y);
      }
    }
    SortedMap<Double, Double> points = new TreeMap<>();
    values.forEach((at, ys) -> points.put(at, mean(ys)));
    return points;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static void add(XYChart chart, String name, SortedMap<Double, Double> points) {
    double[] x = points.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    double[] y = points.values().stream().mapToDouble(Double::doubleValue).toArray();
    Charts.add(chart, name, x, y);
    if (Boolean.TRUE.equals(chart.getStyler().isYAxisLogarithmic())) {
      wholeDecades(chart, y);
    }
  }

  /** Only powers of ten are labelled: an axis within one would have a single number or none. */
  private static void wholeDecades(XYChart chart, double... y) {
    double least = Math.pow(10, Math.floor(Math.log10(Arrays.stream(y).min().orElseThrow())));
    double most = Math.pow(10, Math.ceil(Math.log10(Arrays.stream(y).max().orElseThrow())));
    Double below = chart.getStyler().getYAxisMin();
    Double above = chart.getStyler().getYAxisMax();
    chart.getStyler().setYAxisMin(below == null ? least : Math.min(least, below));
    double top = Math.max(most, 10 * least);
    chart.getStyler().setYAxisMax(above == null ? top : Math.max(top, above));
  }

  private static IllegalArgumentException nothing(
      Table table, Measure kind, String column, String wanted) {
    List<String> there = new ArrayList<>();
    for (Row row : table) {
      String value = String.valueOf(row.getObject(column));
      if (row.getString("kind").equals(kind.toString()) && !there.contains(value)) {
        there.add(value);
      }
    }
    return new IllegalArgumentException(
        "nothing to draw of %s at %s %s: it was measured at %s"
            .formatted(kind, column, wanted, there));
  }
}
