package cnnbook.viz;

import java.awt.Font;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.HorizontalBarStyler;
import tech.tablesaw.api.Table;

/** Bars; {@link Charts} documents them. */
final class BarCharts {
  /** More layers than these are no picture. */
  private static final int MOST_LAYERS = 30;

  private static final int BAR = 22;

  private BarCharts() {}

  static CategoryChart grouped(String title, List<String> labels, Object... namesAndValues) {
    List<NamedValues> groups = NamedValues.of(namesAndValues);
    int bars = labels.size() * groups.size();
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(bars > 12 ? ChartStyle.FULL : ChartStyle.HALF)
            .height(ChartStyle.HEIGHT)
            .title(title)
            .build();
    ChartStyle.apply(chart.getStyler());
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setAvailableSpaceFill(0.8);
    everyLabel(chart.getStyler(), labels.size());
    if (IntStream.range(0, labels.size()).map(i -> labels.get(i).length()).sum() > 50) {
      chart.getStyler().setXAxisLabelRotation(45);
    }
    for (NamedValues group : groups) {
      group.requireSize(labels.size(), "labels");
      // No bar, and no label, for what is no finite number.
      List<Double> heights =
          DoubleStream.of(group.values()).mapToObj(v -> Double.isFinite(v) ? v : null).toList();
      int number = chart.getSeriesCollection().size();
      chart.addSeries(group.name(), labels, heights).setFillColor(ChartStyle.colour(number));
    }
    return chart;
  }

  static HorizontalBarChart parameters(Table summary) {
    List<Layer> layers = layers(summary);
    HorizontalBarChart chart =
        new HorizontalBarChartBuilder()
            .width(ChartStyle.FULL)
            .height(110 + BAR * layers.size())
            .title(summary.name() + ": parameters of each layer")
            .xAxisTitle("parameters")
            .build();
    style(chart.getStyler(), layers.size());
    // Room for the number beyond the longest bar.
    long most = layers.stream().mapToLong(Layer::parameters).max().orElseThrow();
    chart.getStyler().setXAxisMax(most * 1.15);
    List<Long> numbers = layers.stream().map(Layer::parameters).toList();
    List<String> names = layers.stream().map(Layer::name).toList();
    chart.addSeries("parameters", numbers, names).setFillColor(ChartStyle.colour(0));
    return chart;
  }

  private static void style(HorizontalBarStyler styler, int layers) {
    ChartStyle.apply(styler);
    styler.setPlotGridHorizontalLinesVisible(false);
    everyLabel(styler, layers);
    styler.setAvailableSpaceFill(0.7);
    styler.setLabelsVisible(true);
    styler.setLabelsPosition(1.08);
    styler.setLabelsFont(ChartStyle.font(Font.PLAIN, 11));
    styler.setLabelsFontColor(ChartStyle.INK);
    styler.setLegendVisible(false);
    styler.setXAxisMin(0.0);
  }

  /** XChart leaves out labels that it finds too close. */
  private static void everyLabel(AxesChartStyler styler, int labels) {
    // It refuses the number 1.
    styler.setXAxisMaxLabelCount(Math.max(2, labels));
  }

  private record Layer(String name, long parameters) {}

  private static List<Layer> withParameters(Table summary) {
    return IntStream.range(0, summary.rowCount())
        .mapToObj(
            row ->
                new Layer(
                    summary.stringColumn("layer").get(row),
                    (long) summary.numberColumn("parameters").getDouble(row)))
        .filter(layer -> layer.parameters() > 0)
        .toList();
  }

  /** The layers that have parameters; of many the largest, the others in one row. */
  private static List<Layer> layers(Table summary) {
    List<Layer> all = withParameters(summary);
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "no layer of \"%s\" has parameters: nothing to draw".formatted(summary.name()));
    }
    if (all.size() <= MOST_LAYERS) {
      return all;
    }
    List<Layer> largest =
        all.stream()
            .sorted(Comparator.comparingLong(Layer::parameters).reversed())
            .limit(MOST_LAYERS - 1)
            .toList();
    List<Layer> shown =
        all.stream()
            .filter(largest::contains)
            .limit(MOST_LAYERS - 1)
            .collect(Collectors.toCollection(ArrayList::new));
    long rest =
        all.stream().mapToLong(Layer::parameters).sum()
            - shown.stream().mapToLong(Layer::parameters).sum();
    shown.add(new Layer((all.size() - shown.size()) + " smaller layers", rest));
    return shown;
  }
}
