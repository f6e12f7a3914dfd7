package cnnbook.viz;

import cnnbook.tensor.Tensor;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.HeatMapStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Numbers in coloured cells; {@link Charts} documents them. */
final class HeatMaps {
  /** Pixels beside the cells: labels on the left, the colour bar on the right. */
  private static final int BESIDE = 170;

  /** Pixels above and below the cells: title and labels. */
  private static final int ABOVE = 110;

  /** Pixels of many cells together; few are as large as they need. */
  private static final int USUAL = 480;

  private static final int SMALLEST_CELL = 16;
  private static final int LARGEST_CELL = 64;
  private static final int DIGIT = 8;

  private HeatMaps() {}

  static HeatMapChart of(String title, Tensor values, ColourMap map) {
    Tensor matrix = matrix(values);
    double[] numbers = NamedValues.numbers(title, matrix);
    NamedValues.requireFinite(title, numbers);
    long gaps = DoubleStream.of(numbers).filter(v -> !Double.isFinite(v)).count();
    HeatMapChart chart =
        cells(
            gaps == 0 ? title : title + " (%d NaN or ∞: grey)".formatted(gaps),
            texts(matrix.size(1)),
            texts(matrix.size(0)),
            numbers,
            CellText.fitting(numbers));
    chart.setXAxisTitle("column");
    chart.setYAxisTitle("row");
    colour(chart, ColourScale.of(numbers, map));
    return chart;
  }

  static HeatMapChart of(String title, Tensor values) {
    boolean negative = DoubleStream.of(NamedValues.numbers(title, values)).anyMatch(v -> v < 0);
    return of(title, values, negative ? ColourMap.ORANGE_WHITE_BLUE : ColourMap.WHITE_TO_BLUE);
  }

  static HeatMapChart confusion(int[][] counts, List<String> classes) {
    double[] numbers = numbers(counts, classes);
    HeatMapChart chart = confusion("Confusion matrix", classes, numbers, new CellText("0", 4));
    chart.getStyler().setLegendVisible(false);
    double most = DoubleStream.of(numbers).max().orElseThrow();
    colour(chart, new ColourScale(0, Math.max(1, most), ColourMap.WHITE_TO_BLUE));
    return chart;
  }

  static HeatMapChart confusionShares(int[][] counts, List<String> classes) {
    double[] numbers = numbers(counts, classes);
    int n = classes.size();
    double[] shares = new double[n * n];
    for (int truth = 0; truth < n; truth++) {
      double images = DoubleStream.of(numbers).skip((long) truth * n).limit(n).sum();
      for (int guess = 0; guess < n; guess++) {
        // 0 / 0 is NaN, a cell without colour and number.
        shares[truth * n + guess] = 100 * numbers[truth * n + guess] / images;
      }
    }
    NamedValues.requireFinite("shares", shares);
    HeatMapChart chart =
        confusion("Confusion matrix: % of each row", classes, shares, new CellText("0.0", 5));
    colour(chart, new ColourScale(0, 100, ColourMap.WHITE_TO_BLUE));
    chart.getStyler().setLegendVisible(false);
    return chart;
  }

  private static HeatMapChart confusion(
      String title, List<String> classes, double[] cells, CellText text) {
    HeatMapChart chart = cells(title, classes, classes, cells, text);
    chart.setXAxisTitle("guess");
    chart.setYAxisTitle("truth");
    chart.getStyler().setXAxisLabelRotation(45);
    return chart;
  }

  private static HeatMapChart cells(
      String title, List<String> columns, List<String> rows, double[] numbers, CellText text) {
    int fits = (ChartStyle.FULL - BESIDE) / columns.size();
    int side = Math.max(SMALLEST_CELL, Math.min(LARGEST_CELL, USUAL / columns.size()));
    int wide = text.length() * DIGIT;
    boolean shown = wide <= fits;
    int cell = Math.min(fits, shown ? Math.max(side, wide) : side);
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(Math.max(ChartStyle.HEIGHT, BESIDE + cell * columns.size()))
            .height(ABOVE + Math.min(side, cell) * rows.size())
            .title(title)
            .build();
    style(chart.getStyler());
    chart.getStyler().setShowValue(shown);
    if (cell >= SMALLEST_CELL) {
      // XChart would leave out labels that it finds too close; it refuses the number 1.
      chart.getStyler().setXAxisMaxLabelCount(Math.max(2, Math.max(columns.size(), rows.size())));
    }
    chart.getStyler().setHeatMapValueDecimalPattern(text.pattern());
    // XChart counts rows from below; a matrix is read from above.
    List<String> upwards = new ArrayList<>(rows);
    Collections.reverse(upwards);
    chart.addSeries("values", columns, upwards, points(rows.size(), columns.size(), numbers));
    return chart;
  }

  /** Column, row from below, number; none for what is no finite number. */
  private static List<Number[]> points(int rows, int columns, double[] numbers) {
    return IntStream.range(0, numbers.length)
        .filter(i -> Double.isFinite(numbers[i]))
        .mapToObj(i -> new Number[] {i % columns, rows - 1 - i / columns, numbers[i]})
        .toList();
  }

  private static void style(HeatMapStyler styler) {
    ChartStyle.apply(styler);
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setLegendLayout(LegendLayout.Vertical);
    styler.setGradientColorColumnHeight(140);
    styler.setGradientColorColumnWeight(14);
    styler.setValueFontColor(ChartStyle.INK);
    styler.setValueFont(ChartStyle.font(Font.PLAIN, 12));
    styler.setPlotContentSize(1);
    styler.setPlotGridLinesVisible(false);
    // Seen where a cell holds no number; no map of a heat map has grey.
    styler.setPlotBackgroundColor(ChartStyle.BORDER);
    // Of many cells not every one is labelled.
    styler.setXAxisTickMarkSpacingHint(20);
    styler.setYAxisTickMarkSpacingHint(20);
  }

  private static void colour(HeatMapChart chart, ColourScale scale) {
    chart.getStyler().setRangeColors(scale.map().colours().toArray(new Color[0]));
    chart.getHeatMapSeries().setMin(scale.min()).setMax(scale.max());
  }

  /** The last two axes, if the others have one position only. */
  private static Tensor matrix(Tensor values) {
    if (values.rank() == 1) {
      return values.reshape(1, values.size(0));
    }
    if (values.rank() < 2 || values.count() != values.size(-1) * values.size(-2)) {
      throw new IllegalArgumentException(
          "a heat map needs (rows, columns), this has shape %s: select one, as in"
                  .formatted(values.shape())
              + " tensor.select(0, 0), or draw all by Charts.maps");
    }
    return values.reshape(values.size(-2), values.size(-1));
  }

  private static double[] numbers(int[][] counts, List<String> classes) {
    int n = classes.size();
    boolean square = counts.length == n && Arrays.stream(counts).allMatch(row -> row.length == n);
    if (n == 0 || !square) {
      throw new IllegalArgumentException(
          "a confusion matrix of %d classes needs as many rows and columns, at least 1; "
                  .formatted(n)
              + "its rows have these lengths: "
              + Arrays.stream(counts).map(row -> row.length).toList());
    }
    double[] numbers = IntStream.range(0, n * n).mapToDouble(i -> counts[i / n][i % n]).toArray();
    if (DoubleStream.of(numbers).anyMatch(v -> v < 0)) {
      throw new IllegalArgumentException("a confusion matrix counts images: none may be below 0");
    }
    return numbers;
  }

  private static List<String> texts(int size) {
    return IntStream.range(0, size).mapToObj(Integer::toString).toList();
  }
}
