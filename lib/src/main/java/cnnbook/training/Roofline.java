package cnnbook.training;

import cnnbook.viz.Charts;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a machine can do at most with work of a given arithmetic intensity, operations for each byte
 * that is moved:
 *
 * <pre>
 * bound(I) = min(peak, bandwidth · I)
 * </pre>
 *
 * <p>Left of the {@link #ridge} memory is the limit, right of it arithmetic.
 *
 * <p>Source: Williams, Waterman and Patterson, "Roofline: An Insightful Visual Performance Model
 * for Multicore Architectures", 2009, section "The Roofline Model".
 *
 * @param peak floating-point operations in a second, above 0
 * @param bandwidth bytes in a second between memory and processor, above 0
 */
public record Roofline(double peak, double bandwidth) {
  /** How far a chart goes beyond its outermost points. */
  private static final double MARGIN = 3;

  /** Where a point's name stands, as a share of the point's height. */
  private static final double NAME = 0.8;

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if one is not above 0 or not finite
   */
  public Roofline {
    if (!(peak > 0 && bandwidth > 0) || Double.isInfinite(peak) || Double.isInfinite(bandwidth)) {
      throw new IllegalArgumentException(
          "a peak of %s operations and %s bytes a second: both must be above 0 and finite"
              .formatted(peak, bandwidth));
    }
  }

  /**
   * Something that was measured.
   *
   * @param name in table and chart
   * @param intensity operations for each byte
   * @param rate operations in a second
   */
  public record Point(String name, double intensity, double rate) {

    /** What a workload did at its best. */
    public static Point of(Workload work, Timing timing) {
      return new Point(work.name(), work.intensity(), timing.rate(work.operations()));
    }
  }

  /** The most operations in a second at this intensity. */
  public double bound(double intensity) {
    return Math.min(peak, bandwidth * intensity);
  }

  /** The intensity from which on arithmetic is the limit. */
  public double ridge() {
    return peak / bandwidth;
  }

  /** What a point reached of its bound: 1 is all. */
  public double share(Point point) {
    return point.rate() / bound(point.intensity());
  }

  /** The points by name, their intensity, bound and rate in 10⁹ operations a second, and limit. */
  public Table table(List<Point> points) {
    return Table.create(
        "roofline",
        StringColumn.create("work", points.stream().map(Point::name)),
        numbers("operations / byte", points, Point::intensity),
        StringColumn.create("limit", points.stream().map(this::limit)),
        numbers("bound, GFLOP/s", points, point -> bound(point.intensity()) / 1e9),
        numbers("measured, GFLOP/s", points, point -> point.rate() / 1e9),
        numbers("share of the bound", points, this::share));
  }

  private String limit(Point point) {
    return point.intensity() < ridge() ? "memory" : "arithmetic";
  }

  private static DoubleColumn numbers(
      String name, List<Point> points, ToDoubleFunction<Point> number) {
    return DoubleColumn.create(name, points.stream().mapToDouble(number).toArray());
  }

  /** The roof over the points, both axes logarithmic. */
  public XYChart chart(List<Point> points) {
    double[] at = points.stream().mapToDouble(Point::intensity).toArray();
    double[] rates = points.stream().mapToDouble(point -> point.rate() / 1e9).toArray();
    double from = Math.min(ridge(), DoubleStream.of(at).min().orElse(ridge())) / MARGIN;
    double to = Math.max(ridge(), DoubleStream.of(at).max().orElse(ridge())) * MARGIN;
    double[] corners = {from, ridge(), to};
    XYChart chart = Charts.costs("Roofline of this machine", "operations for each byte", "GFLOP/s");
    Charts.powersOfTen(chart);
    XYSeries roof =
        Charts.add(
            chart,
            "bound",
            corners,
            DoubleStream.of(corners).map(intensity -> bound(intensity) / 1e9).toArray());
    roof.setMarker(SeriesMarkers.NONE);
    if (!points.isEmpty()) {
      Charts.addPoints(chart, "measured", at, rates);
      // A little lower: the name of what reaches the roof shall not stand in its line.
      double[] below = DoubleStream.of(rates).map(rate -> NAME * rate).toArray();
      Charts.addNames(chart, points.stream().map(Point::name).toList(), at, below);
    }
    return chart;
  }
}
