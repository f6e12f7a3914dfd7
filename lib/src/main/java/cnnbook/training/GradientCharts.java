package cnnbook.training;

import cnnbook.viz.Charts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * Charts of what a {@link GradientRecorder} or a {@link Probe} measured. The axis of gradients and
 * ratios is logarithmic: a value of 0 has no place on it and is left out. So is one that is not
 * finite.
 */
public final class GradientCharts {
  private GradientCharts() {}

  private record Point(double x, double y) {}

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
      List<Point> points = points(table, kind, "depth", row -> row.getLong("step") == step);
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
          List<Point> points = points(table, kind, "depth", row -> row.getLong("step") == step);
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
      List<Point> points = points(table, kind, "step", row -> row.getString("layer").equals(layer));
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
    chart.getStyler().setYAxisLogarithmic(kind.logarithmic());
    return chart;
  }

  private static List<Point> points(Table table, Measure kind, String x, Predicate<Row> chosen) {
    List<Point> points = new ArrayList<>();
    for (Row row : table) {
      double y = row.getDouble("value");
      boolean drawn = Double.isFinite(y) && (y > 0 || !kind.logarithmic());
      if (drawn && row.getString("kind").equals(kind.toString()) && chosen.test(row)) {
        points.add(new Point(row.getNumber(x), y));
      }
    }
    points.sort(Comparator.comparingDouble(Point::x));
    return points;
  }

  private static void add(XYChart chart, String name, List<Point> points) {
    double[] x = points.stream().mapToDouble(Point::x).toArray();
    double[] y = points.stream().mapToDouble(Point::y).toArray();
    Charts.add(chart, name, x, y);
  }

  private static IllegalArgumentException nothing(
      Table table, Measure kind, String column, String wanted) {
    List<String> there =
        table
            .where(table.stringColumn("kind").isEqualTo(kind.toString()))
            .column(column)
            .unique()
            .asStringColumn()
            .asList();
    return new IllegalArgumentException(
        "nothing to draw of %s at %s %s: it was measured at %s"
            .formatted(kind, column, wanted, there));
  }
}
