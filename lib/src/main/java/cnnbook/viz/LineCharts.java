package cnnbook.viz;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** Lines and points in a plane; {@link Charts} documents them. */
final class LineCharts {
  /** So many positions can all be labelled. */
  private static final int FEW = 12;

  /** So many powers of ten, too. */
  private static final double MOST_POWERS = 9;

  private LineCharts() {}

  static XYChart empty(String title, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(ChartStyle.HALF)
            .height(ChartStyle.HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    ChartStyle.apply(chart.getStyler());
    chart.getStyler().setMarkerSize(7);
    return chart;
  }

  static XYChart of(String title, Object x, Object... namesAndValues) {
    double[] positions = NamedValues.numbers("x", x);
    List<NamedValues> lines = NamedValues.of(namesAndValues);
    XYChart chart = empty(title, "", "");
    for (NamedValues line : lines) {
      line.requireSize(positions.length, "positions x");
      add(chart, line.name(), positions, line.values());
    }
    return chart;
  }

  static XYChart scatter(String title, Object x, Object y) {
    XYChart chart = empty(title, "x", "y");
    addPoints(chart, "points", NamedValues.numbers("x", x), NamedValues.numbers("y", y));
    chart.getStyler().setLegendVisible(false);
    return chart;
  }

  static XYChart costs(String title, String x, String y) {
    XYChart chart = empty(title, x, y);
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setXAxisTickLabelsFormattingFunction(LineCharts::compact);
    // Nine lines for each power of ten: no more than a shade.
    chart.getStyler().setPlotGridLinesColor(ChartStyle.SHADE);
    return chart;
  }

  static void addNames(XYChart chart, List<String> names, double[] x, double[] y) {
    if (names.size() != x.length || names.size() != y.length) {
      throw new IllegalArgumentException(
          "%d names for %d positions x and %d heights: one for each"
              .formatted(names.size(), x.length, y.length));
    }
    chart.addAnnotation(new PointNames(names, x, y));
  }

  /** 500, 20k, 3M, 1G. */
  private static String compact(double value) {
    double[] units = {1e9, 1e6, 1e3};
    String[] letters = {"G", "M", "k"};
    for (int i = 0; i < units.length; i++) {
      if (value >= units[i]) {
        return Numbers.text(value / units[i]) + letters[i];
      }
    }
    return Numbers.text(value);
  }

  static XYChart fit(String title, Object x, Object y, Object curveX, Object curveY) {
    XYChart chart = scatter(title, x, y);
    double[] positions = NamedValues.numbers("curve x", curveX);
    XYSeries curve = add(chart, "fit", positions, NamedValues.numbers("curve y", curveY));
    curve.setMarker(SeriesMarkers.NONE);
    chart.getStyler().setLegendVisible(true);
    return chart;
  }

  static XYSeries add(XYChart chart, String name, double[] x, double[] y) {
    int number = chart.getSeriesCollection().size();
    XYSeries series = addSeries(chart, name, x, y);
    ChartStyle.line(series, number);
    return series;
  }

  static XYSeries addFaint(XYChart chart, String name, double[] x, double[] y) {
    XYSeries series = addSeries(chart, name, x, y);
    ChartStyle.faint(series);
    return series;
  }

  static XYSeries addPoints(XYChart chart, String name, double[] x, double[] y) {
    int number = chart.getSeriesCollection().size();
    XYSeries series = addSeries(chart, name, x, y);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    ChartStyle.marker(series, number);
    return series;
  }

  static XYChart epochs(String title, String y) {
    XYChart chart = empty(title, "epoch", y);
    chart.getStyler().setXAxisMin(0.0);
    wholeNumbersOnX(chart);
    return chart;
  }

  static void addColumn(XYChart chart, String name, Table history, String column) {
    NumericColumn<?> epochs = history.numberColumn("epoch");
    double[] values = history.numberColumn(column).asDoubleArray();
    if (DoubleStream.of(values).anyMatch(Double::isFinite)) {
      add(chart, name, epochs.asDoubleArray(), values);
    }
  }

  static XYChart gradientNorms(Object depth, Object... namesAndNorms) {
    double[] depths = NamedValues.numbers("depth", depth);
    XYChart chart = empty("Gradient norm against depth", "depth", "norm of the gradient");
    powersOfTen(chart);
    wholeNumbersOnX(chart);
    for (NamedValues network : NamedValues.of(namesAndNorms)) {
      network.requireSize(depths.length, "depths");
      add(chart, network.name(), depths, network.values());
    }
    return chart;
  }

  static void powersOfTen(XYChart chart) {
    chart.getStyler().setYAxisLogarithmic(true);
    // Nine lines for each power of ten: no more than a shade.
    chart.getStyler().setPlotGridLinesColor(ChartStyle.SHADE);
    chart.getStyler().setYAxisTickLabelsFormattingFunction(value -> power(chart, value));
  }

  /** XChart would label each of thirty powers of ten, one upon the other. */
  private static String power(XYChart chart, double value) {
    DoubleSummaryStatistics drawn =
        chart.getSeriesCollection().stream()
            .flatMapToDouble(series -> DoubleStream.of(series.getYData()))
            .filter(Double::isFinite)
            .summaryStatistics();
    double powers = Math.log10(drawn.getMax()) - Math.log10(drawn.getMin());
    long every = Math.max(1, Math.round(powers / MOST_POWERS));
    long exponent = Math.round(Math.log10(value));
    if (exponent % every != 0) {
      return "";
    }
    return Math.abs(exponent) < 4 ? Numbers.text(value) : "1E" + exponent;
  }

  static XYChart gradientNorms(Table norms) {
    Object[] networks =
        norms.columns().stream()
            .filter(column -> column instanceof NumericColumn && !column.name().equals("depth"))
            .flatMap(column -> Arrays.<Object>asList(column.name(), column).stream())
            .toArray();
    return gradientNorms(norms.numberColumn("depth"), networks);
  }

  private static void wholeNumbersOnX(XYChart chart) {
    chart
        .getStyler()
        .setXAxisTickLabelsFormattingFunction(
            x -> x == Math.rint(x) ? Long.toString(Math.round(x)) : "");
  }

  private static XYSeries addSeries(XYChart chart, String name, double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "\"%s\" has %d values for %d positions x: one for each"
              .formatted(name, y.length, x.length));
    }
    if (!DoubleStream.of(x).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "the positions x of \"%s\" hold NaN or an infinite number: %s"
              .formatted(name, Arrays.toString(x)));
    }
    if (chart.getSeries(name) != null) {
      throw new IllegalArgumentException(
          "the chart has a line \"%s\" already: give each a name of its own".formatted(name));
    }
    boolean logarithmic = Boolean.TRUE.equals(chart.getStyler().isYAxisLogarithmic());
    double[] drawn = DoubleStream.of(y).map(v -> drawable(v, logarithmic)).toArray();
    NamedValues.requireFinite(name, drawn);
    XYSeries series = chart.addSeries(name, x.clone(), drawn);
    ChartStyle.legend(
        chart.getStyler(),
        chart.getWidth(),
        chart.getSeriesCollection().stream().map(XYSeries::getName));
    roundTicks(chart, x);
    return series;
  }

  /**
   * XChart labels evenly spaced positions themselves: well for the epochs 1, 2, 3; not for the 83rd
   * of 500 batches. An axis that begins half a step before them gets round numbers. That of epochs
   * begins at 0 and stays there: where it has a name for neither end, XChart leaves out all.
   */
  private static void roundTicks(XYChart chart, double[] x) {
    Double begin = chart.getStyler().getXAxisMin();
    if (x.length <= FEW || begin != null && begin == 0) {
      return;
    }
    DoubleSummaryStatistics range = DoubleStream.of(x).summaryStatistics();
    double before = range.getMin() - (range.getMax() - range.getMin()) / (2 * (x.length - 1));
    chart.getStyler().setXAxisMin(begin == null ? before : Math.min(begin, before));
  }

  /** NaN, which XChart draws as a gap, for what it would stumble over. */
  private static double drawable(double value, boolean logarithmic) {
    return Double.isFinite(value) && (!logarithmic || value > 0) ? value : Double.NaN;
  }
}
