package cnnbook.viz;

import java.awt.Color;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.knowm.xchart.Histogram;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How often each value comes; {@link Charts} documents them. */
final class Histograms {
  private static final int BINS = 40;

  /** Of 255: areas that overlap shine through. */
  private static final int SHADE = 70;

  private Histograms() {}

  static XYChart of(String title, Object... namesAndValues) {
    List<NamedValues> sets = NamedValues.of(namesAndValues);
    double[] all = sets.stream().flatMapToDouble(s -> finite(s.values())).toArray();
    double min = DoubleStream.of(all).min().orElseThrow();
    double max = DoubleStream.of(all).max().orElseThrow();
    if (min == max) {
      // A bin needs a width; half a unit, or more where the numbers are too large to feel it.
      double half = Math.max(0.5, Math.abs(min) / 2);
      min -= half;
      max += half;
    }
    XYChart chart = LineCharts.empty(title, "value", "how many");
    for (NamedValues set : sets) {
      add(chart, set, min, max);
    }
    return chart;
  }

  private static void add(XYChart chart, NamedValues set, double min, double max) {
    List<Double> values = finite(set.values()).boxed().collect(Collectors.toList());
    List<Double> counts = new Histogram(values, BINS, min, max).getyAxisData();
    // An outline: up at the first edge, from edge to edge, down at the last.
    double[] x = new double[BINS + 2];
    double[] y = new double[BINS + 2];
    for (int edge = 0; edge <= BINS; edge++) {
      x[edge + 1] = min + (max - min) * edge / BINS;
      y[edge + 1] = edge < BINS ? counts.get(edge) : 0;
    }
    x[0] = min;
    int number = chart.getSeriesCollection().size();
    int leftOut = set.values().length - values.size();
    String name =
        leftOut == 0 ? set.name() : set.name() + " (without %d NaN or ∞)".formatted(leftOut);
    XYSeries series = LineCharts.add(chart, name, x, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setSmooth(false);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.StepArea);
    Color colour = ChartStyle.colour(number);
    series.setFillColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), SHADE));
  }

  private static DoubleStream finite(double[] values) {
    return DoubleStream.of(values).filter(Double::isFinite);
  }
}
