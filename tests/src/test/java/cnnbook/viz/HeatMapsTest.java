package cnnbook.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cnnbook.tensor.Tensor;
import java.awt.Color;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.HeatMapChart;

class HeatMapsTest {

  @Test
  void everyCellHoldsItsNumberRowZeroOnTop() {
    Tensor values = Tensor.gaussian(new Random(1), 0, 3, 4, 7);
    HeatMapChart chart = Charts.heatMap("kernel", values);
    var cells = chart.getHeatMapSeries().getHeatData();
    assertThat(cells).hasSize(28);
    for (Number[] cell : cells) {
      int row = 3 - cell[1].intValue();
      assertThat(cell[2].doubleValue()).isEqualTo(values.get(row, cell[0].intValue()));
    }
    assertThat(chart.getHeatMapSeries().getYData()).isEqualTo(List.of("3", "2", "1", "0"));
    assertThat(chart.getStyler().isShowValue()).isTrue();
    assertThat(chart.getTitle()).isEqualTo("kernel");
  }

  @Test
  void textsOfCellsAreTheNumbersToThreeDigits() {
    Random random = new Random(2);
    for (double size : new double[] {1e-5, 0.02, 0.7, 5, 40, 300, 20_000, 1e9}) {
      double[] numbers = random.doubles(50, -size, size).toArray();
      DecimalFormat format =
          new DecimalFormat(
              CellText.fitting(numbers).pattern(), DecimalFormatSymbols.getInstance(Locale.ROOT));
      for (double number : numbers) {
        double shown = Double.parseDouble(format.format(number));
        assertThat(shown).isCloseTo(number, within(0.006 * size));
      }
    }
  }

  @Test
  void wholeNumbersAreWrittenAsSuch() {
    HeatMapChart chart = Charts.heatMap("counts", new float[][] {{1, 20}, {-3, 100}});
    assertThat(chart.getStyler().getHeatMapValueDecimalPattern()).isEqualTo("0");
  }

  @Test
  void zeroIsWhiteWhereNumbersHaveBothSigns() {
    HeatMapChart chart = Charts.heatMap("kernel", Tensor.matrix("-1 0; 3 0.5"));
    assertThat(chart.getHeatMapSeries().getMin()).isEqualTo(-3);
    assertThat(chart.getHeatMapSeries().getMax()).isEqualTo(3);
    assertThat(chart.getStyler().getRangeColors()[1]).isEqualTo(Color.WHITE);
    assertThat(chart.getStyler().getRangeColors()).hasSize(3);
  }

  @Test
  void darkTextIsReadableOnEveryColourOfAHeatMap() {
    for (ColourMap map : List.of(ColourMap.WHITE_TO_BLUE, ColourMap.ORANGE_WHITE_BLUE)) {
      for (int i = 0; i <= 100; i++) {
        assertThat(contrast(map.at(i / 100.0), ChartStyle.INK))
            .as(map + " " + i)
            .isGreaterThan(4.5);
      }
    }
  }

  @Test
  void cellsThatHoldNoNumberStayGreyAndTheTitleSaysSo() {
    HeatMapChart chart = Charts.heatMap("broken", Tensor.matrix("1 NaN; Infinity 2"));
    assertThat(chart.getHeatMapSeries().getHeatData()).hasSize(2);
    assertThat(chart.getStyler().getPlotBackgroundColor()).isEqualTo(ChartStyle.BORDER);
    assertThat(chart.getTitle()).isEqualTo("broken (2 NaN or ∞: grey)");
    ChartBundle.picture(chart);
  }

  @Test
  void equalNumbersHaveAScaleAroundThem() {
    HeatMapChart chart = Charts.heatMap("all", Tensor.full(0.3, 2, 3));
    assertThat(chart.getHeatMapSeries().getMin()).isEqualTo(0.15);
    assertThat(chart.getHeatMapSeries().getMax()).isEqualTo(0.45);
    ChartBundle.picture(chart);
    ChartBundle.picture(Charts.heatMap("zeros", Tensor.zeros(3, 3)));
  }

  @Test
  void axesOfOnePositionDoNotMatter() {
    assertThat(cells(Charts.heatMap("row", Tensor.vector(1, 2, 3)))).isEqualTo(3);
    assertThat(cells(Charts.heatMap("kernel", Tensor.count(1, 1, 1, 2, 3)))).isEqualTo(6);
  }

  @Test
  void severalMatricesAreRefusedWithTheWayOut() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Charts.heatMap("batch", Tensor.zeros(4, 2, 3)))
        .withMessageContaining("(4, 2, 3)")
        .withMessageContaining("tensor.select");
  }

  @Test
  void nothingButNaNIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Charts.heatMap("lost", Tensor.full(Double.NaN, 2, 2)))
        .withMessageContaining("all 4 values of \"lost\" are NaN");
  }

  @Test
  void arraysAreDrawnAsTensorsAreAndStayOpen() {
    try (NDManager manager = NDManager.newBaseManager()) {
      var array = manager.create(new float[] {1, -2, 3, 4, 5, 6}, new Shape(2, 3));
      int before = manager.getManagedArrays().size();
      HeatMapChart chart = Charts.heatMap("array", array);
      assertThat(ChartText.describe(chart))
          .isEqualTo("chart \"array\" (row against column): 2 rows, 3 columns, -2 … 6");
      assertThat(manager.getManagedArrays()).hasSize(before);
      assertThat(array.getFloat(0, 1)).isEqualTo(-2);
    }
  }

  @Test
  void manyColumnsHaveNoNumbersButFit() {
    HeatMapChart chart = Charts.heatMap("wide", Tensor.count(0, 10, 200));
    assertThat(chart.getStyler().isShowValue()).isFalse();
    assertThat(chart.getWidth()).isLessThanOrEqualTo(ChartStyle.FULL);
  }

  @Test
  void confusionHasTheTruthDownwardsAndTheGuessToTheRight() {
    var chart = Charts.confusion(new int[][] {{5, 1}, {0, 7}}, List.of("cat", "dog"));
    var series = chart.getHeatMapSeries();
    // XChart counts rows from below: (column, row, value).
    assertThat(series.getXData()).isEqualTo(List.of("cat", "dog"));
    assertThat(series.getYData()).isEqualTo(List.of("dog", "cat"));
    assertThat(series.getHeatData().stream().map(List::of))
        .containsExactlyInAnyOrder(
            List.of(0, 1, 5.0), List.of(1, 1, 1.0), List.of(0, 0, 0.0), List.of(1, 0, 7.0));
    assertThat(chart.getXAxisTitle()).isEqualTo("guess");
    assertThat(chart.getYAxisTitle()).isEqualTo("truth");
  }

  @Test
  void sharesOfEachRowSumToAHundred() {
    HeatMapChart chart =
        Charts.confusionShares(new int[][] {{6, 2}, {0, 5}}, List.of("cat", "dog"));
    assertThat(chart.getHeatMapSeries().getHeatData().stream().map(List::of))
        .containsExactlyInAnyOrder(
            List.of(0, 1, 75.0), List.of(1, 1, 25.0), List.of(0, 0, 0.0), List.of(1, 0, 100.0));
    assertThat(chart.getTitle()).contains("% of each row");
  }

  @Test
  void aClassWithoutImagesHasAnEmptyRow() {
    HeatMapChart chart =
        Charts.confusionShares(new int[][] {{3, 1}, {0, 0}}, List.of("cat", "dog"));
    assertThat(chart.getHeatMapSeries().getHeatData()).hasSize(2);
    ChartBundle.picture(chart);
  }

  @Test
  void confusionWithoutImagesCanBeDrawnAndItsSharesCannot() {
    int[][] none = new int[2][2];
    ChartBundle.picture(Charts.confusion(none, List.of("cat", "dog")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Charts.confusionShares(none, List.of("cat", "dog")));
  }

  @Test
  void confusionChecksItsSides() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Charts.confusion(new int[][] {{1, 2, 3}, {4, 5, 6}}, List.of("a", "b")))
        .withMessageContaining("2 classes")
        .withMessageContaining("[3, 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Charts.confusion(new int[0][], List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Charts.confusion(new int[][] {{-1}}, List.of("a")))
        .withMessageContaining("below 0");
  }

  private static int cells(HeatMapChart chart) {
    return chart.getHeatMapSeries().getHeatData().size();
  }

  /** As the Web Content Accessibility Guidelines 2.1 define it, from 1 to 21. */
  private static double contrast(Color bright, Color dark) {
    return (luminance(bright) + 0.05) / (luminance(dark) + 0.05);
  }

  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
