package cnnbook.viz;

import java.util.Collection;
import java.util.Iterator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.HeatMapSeries;
import org.knowm.xchart.HorizontalBarSeries;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.series.Series;

/** What a chart shows, in words: for those who cannot see it and where no picture goes. */
final class ChartText {
  /** Longer rows of bars are told by their range. */
  private static final int MOST_BARS = 12;

  private ChartText() {}

  /** {@code chart "Loss" (mean cross-entropy against epoch): training, 2 points, 1 … 2, last 1}. */
  static String describe(Chart<?, ?> chart) {
    String series =
        chart.getSeriesCollection().stream()
            .map(ChartText::describe)
            .collect(Collectors.joining("; "));
    String head = "chart \"" + chart.getTitle() + "\"" + axes(chart);
    return series.isEmpty() ? head : head + ": " + series;
  }

  private static String axes(Chart<?, ?> chart) {
    if (!(chart instanceof AxesChart<?, ?> axes)) {
      return "";
    }
    String x = axes.getXAxisTitle();
    String y = axes.getYAxisTitle();
    return x.isEmpty() || y.isEmpty() ? "" : " (" + y + " against " + x + ")";
  }

  private static String describe(Series series) {
    if (series instanceof XYSeries line) {
      return line(line);
    } else if (series instanceof HeatMapSeries map) {
      double[] numbers = map.getHeatData().stream().mapToDouble(ChartText::value).toArray();
      return "%d rows, %d columns, %s"
          .formatted(map.getYData().size(), map.getXData().size(), Numbers.range(numbers));
    } else if (series instanceof CategorySeries bars) {
      return bars(bars.getName(), bars.getXData(), bars.getYData());
    } else if (series instanceof HorizontalBarSeries bars) {
      double[] lengths = bars.getXData().stream().mapToDouble(Number::doubleValue).toArray();
      return bars(bars.getName(), bars.getYData(), lengths);
    }
    return series.getName();
  }

  /** XChart's cell: column, row, value. */
  private static double value(Number... cell) {
    return cell[2].doubleValue();
  }

  private static String line(XYSeries line) {
    if (ChartStyle.FAINT.equals(line.getLineColor())) {
      // Sampled by the clock: another run has other numbers.
      return line.getName();
    }
    double[] y = line.getYData();
    return "%s, %d points, %s, last %s"
        .formatted(line.getName(), y.length, Numbers.range(y), Numbers.text(y[y.length - 1]));
  }

  private static String bars(String name, Collection<?> labels, double[] values) {
    if (values.length > MOST_BARS) {
      return "%s, %d bars, %s".formatted(name, values.length, Numbers.range(values));
    }
    Iterator<?> label = labels.iterator();
    return DoubleStream.of(values)
        .mapToObj(value -> label.next() + " " + Numbers.text(value))
        .collect(Collectors.joining(", ", name + ", ", ""));
  }
}
