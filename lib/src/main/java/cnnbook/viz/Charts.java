package cnnbook.viz;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/**
 * The book's charts in its one style: a white ground of their own, so that they read alike on dark
 * and light pages; colours that colour-blind readers tell apart (Okabe and Ito, "Color Universal
 * Design", 2008), each with a marker of its own.
 */
public final class Charts {
  /** Blue, vermilion, bluish green, reddish purple, orange, sky blue, black. */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x0072B2),
          new Color(0xD55E00),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0xE69F00),
          new Color(0x56B4E9),
          Color.BLACK);

  private static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.TRIANGLE_UP,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_DOWN,
          SeriesMarkers.CROSS,
          SeriesMarkers.PLUS);

  private static final Color INK = new Color(0x222222);
  private static final Color FAINT = new Color(0x888888);
  private static final Color GRID = new Color(0xDDDDDD);

  private Charts() {}

  /**
   * Loss against the epoch, on the training and, if there are any, on the validation images.
   *
   * @param history columns {@code epoch}, {@code loss}, {@code val loss}, as {@code
   *     History.table()}
   */
  public static XYChart loss(Table history) {
    XYChart chart = epochs("Loss", "mean cross-entropy");
    addColumn(chart, "training", history, "loss");
    addColumn(chart, "validation", history, "val loss");
    return chart;
  }

  /**
   * Accuracy against the epoch, on the training and, if there are any, on the validation images.
   *
   * @param history columns {@code epoch}, {@code accuracy}, {@code val accuracy}, as {@code
   *     History.table()}
   */
  public static XYChart accuracy(Table history) {
    XYChart chart = epochs("Accuracy", "share of right guesses");
    chart.getStyler().setYAxisMax(1.0);
    addColumn(chart, "training", history, "accuracy");
    addColumn(chart, "validation", history, "val accuracy");
    return chart;
  }

  /** An empty chart for lines; {@link #add} draws them. */
  public static XYChart lines(String title, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(440)
            .height(300)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    style(chart.getStyler());
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(org.knowm.xchart.style.Styler.LegendLayout.Horizontal);
    chart.getStyler().setMarkerSize(7);
    return chart;
  }

  /**
   * Adds a line in the next colour and with the next marker.
   *
   * @param name as the legend says it
   * @param x positions, at least one
   * @param y heights, as many
   */
  public static XYSeries add(XYChart chart, String name, double[] x, double[] y) {
    int number = chart.getSeriesCollection().size();
    XYSeries series = chart.addSeries(name, x, y);
    series.setLineColor(COLOURS.get(number % COLOURS.size()));
    series.setMarkerColor(COLOURS.get(number % COLOURS.size()));
    series.setMarker(MARKERS.get(number % MARKERS.size()));
    series.setLineStyle(new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    return series;
  }

  /**
   * How often each class was taken for each: a row for the truth, a column for the guess, the
   * number of images in each cell.
   *
   * @param counts {@code counts[t][g]}, images of class t that were called g
   * @param classes the names, in the order of the numbers
   */
  public static HeatMapChart confusion(int[][] counts, List<String> classes) {
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(620)
            .height(520)
            .title("Confusion matrix")
            .xAxisTitle("guess")
            .yAxisTitle("truth")
            .build();
    style(chart.getStyler());
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setShowValue(true);
    chart.getStyler().setHeatMapValueDecimalPattern("0");
    chart.getStyler().setValueFontColor(INK);
    chart.getStyler().setValueFont(font(Font.PLAIN, 12));
    chart.getStyler().setXAxisLabelRotation(45);
    chart.getStyler().setPlotContentSize(1);
    // Close enough that XChart leaves out no class.
    chart.getStyler().setXAxisTickMarkSpacingHint(20);
    chart.getStyler().setYAxisTickMarkSpacingHint(20);
    chart.getStyler().setRangeColors(new Color[] {Color.WHITE, new Color(0x56B4E9)});
    // XChart counts rows from below; a matrix is read from above.
    List<String> upwards = new ArrayList<>(classes);
    java.util.Collections.reverse(upwards);
    chart.addSeries("images", classes, upwards, cells(counts));
    return chart;
  }

  /** An empty chart for lines against the epoch; {@link #add} draws them. */
  public static XYChart epochs(String title, String y) {
    XYChart chart = lines(title, "epoch", y);
    chart.getStyler().setXAxisMin(0.0);
    chart
        .getStyler()
        .setXAxisTickLabelsFormattingFunction(
            x -> x == Math.rint(x) ? Long.toString(Math.round(x)) : "");
    return chart;
  }

  private static List<Number[]> cells(int[][] counts) {
    int n = counts.length;
    return IntStream.range(0, n * n)
        .mapToObj(i -> new Number[] {i % n, n - 1 - i / n, counts[i / n][i % n]})
        .toList();
  }

  /**
   * Adds a thin grey line without markers, for what should not compete with the others.
   *
   * @param name as the legend says it
   * @param x positions, at least one
   * @param y heights, as many
   */
  public static XYSeries addFaint(XYChart chart, String name, double[] x, double[] y) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setLineColor(FAINT);
    series.setLineStyle(new BasicStroke(1.2f));
    series.setMarker(SeriesMarkers.NONE);
    return series;
  }

  /**
   * Adds a column against the column {@code epoch}, if it holds any value.
   *
   * @param name as the legend says it
   */
  public static void addColumn(XYChart chart, String name, Table history, String column) {
    NumericColumn<?> epochs = history.numberColumn("epoch");
    NumericColumn<?> values = history.numberColumn(column);
    if (values.size() > values.countMissing()) {
      add(chart, name, epochs.asDoubleArray(), values.asDoubleArray());
    }
  }

  private static void style(AxesChartStyler styler) {
    styler.setBaseFont(font(Font.PLAIN, 12));
    styler.setChartTitleFont(font(Font.BOLD, 14));
    styler.setAxisTitleFont(font(Font.PLAIN, 12));
    styler.setAxisTickLabelsFont(font(Font.PLAIN, 11));
    styler.setLegendFont(font(Font.PLAIN, 12));
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setChartFontColor(INK);
    styler.setAxisTickLabelsColor(INK);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotBorderVisible(false);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setChartTitleBoxVisible(false);
    styler.setLocale(java.util.Locale.ROOT);
  }

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
