package cnnbook.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cnnbook.tensor.Tensor;
import cnnbook.training.History;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class LineChartsTest {
  private static final double[] X = {1, 2, 3};

  @Test
  void linesDifferInColourAndMarker() {
    XYChart chart = Charts.lines("many", "x", "y");
    for (int i = 0; i < 7; i++) {
      Charts.add(chart, "line " + i, new double[] {1, 2}, new double[] {i, i});
    }
    var lines = chart.getSeriesCollection();
    assertThat(lines.stream().map(s -> s.getLineColor()).distinct()).hasSize(7);
    assertThat(lines.stream().map(s -> s.getMarker()).distinct()).hasSize(7);
  }

  @Test
  void linesTakeNumbersOfEveryKind() {
    XYChart chart =
        Charts.lines(
            "all",
            new int[] {1, 2, 3},
            "doubles",
            new double[] {1, 2, 3},
            "floats",
            new float[] {4, 5, 6},
            "longs",
            new long[] {7, 8, 9},
            "tensor",
            Tensor.vector(1, 0, 1),
            "list",
            List.of(2, 3.5, 4f),
            "column",
            IntColumn.create("c", 3, 2, 1));
    assertThat(chart.getTitle()).isEqualTo("all");
    assertThat(chart.getSeries("floats").getYData()).containsExactly(4, 5, 6);
    assertThat(chart.getSeries("list").getYData()).containsExactly(2, 3.5, 4);
    assertThat(chart.getSeries("column").getYData()).containsExactly(3, 2, 1);
    assertThat(chart.getSeries("column").getXData()).containsExactly(1, 2, 3);
  }

  @Test
  void badNamesAndValuesAreNamed() {
    refused("2 values for 3 positions", "short", new double[] {1, 2});
    refused("\"none\" has 0 values|\"none\" is empty", "none", new double[0]);
    refused("all 3 values of \"lost\"", "lost", new double[] {Double.NaN, Double.NaN, 1 / 0.0});
    refused("\"words\" is a String", "words", "1 2 3");
    refused("\"nothing\" is null", "nothing", null);
    refused("a name was expected", X, "train");
    refused("1 names and arrays", "train");
    refused("0 names and arrays");
    refused("\"a\" names two", "a", X, "a", X);
  }

  @Test
  void positionsMustBeFinite() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Charts.lines("x", new double[] {1, Double.NaN}, "y", new double[2]))
        .withMessageContaining("positions x");
  }

  @Test
  void aTrainingThatDivergedHasGaps() {
    XYChart chart = Charts.lines("loss", X, "train", new double[] {2, Double.POSITIVE_INFINITY, 3});
    assertThat(chart.getSeries("train").getYData()).containsExactly(2, Double.NaN, 3);
    ChartBundle.picture(chart);
    Table history =
        Table.create(
            IntColumn.create("epoch", 1, 2),
            DoubleColumn.create("loss", 1 / 0.0, 1 / 0.0),
            DoubleColumn.create("val loss", 3, Double.NaN));
    ChartBundle.picture(Charts.loss(history));
  }

  @Test
  void onePointAndEqualValuesCanBeDrawn() {
    ChartBundle.picture(Charts.lines("one", new double[] {4}, "y", new double[] {7}));
    ChartBundle.picture(Charts.lines("equal", X, "y", new double[] {7, 7, 7}));
    ChartBundle.picture(Charts.gradientNorms(X, "net", new double[] {1, 1, 1}));
    ChartBundle.picture(Charts.scatter("equal", new double[] {2, 2}, new double[] {3, 3}));
  }

  @Test
  void addRefusesOtherLengthsAndNamesTwice() {
    XYChart chart = Charts.lines("x", X, "y", X);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Charts.add(chart, "z", X, new double[2]))
        .withMessageContaining("\"z\" has 2 values for 3 positions");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Charts.add(chart, "y", X, X))
        .withMessageContaining("\"y\" already");
  }

  @Test
  void legendMovesAsideWhereItIsTooLong() {
    XYChart chart = Charts.lines("runs", X, "short", X);
    assertThat(chart.getStyler().getLegendPosition()).isEqualTo(LegendPosition.OutsideS);
    Charts.add(chart, "a name that is as long as the whole chart is wide, or longer", X, X);
    assertThat(chart.getStyler().getLegendPosition()).isEqualTo(LegendPosition.OutsideE);
  }

  @Test
  void linesOfManyPointsHaveNoMarkersButStillDifferInDashes() {
    double[] x = IntStream.range(0, 500).asDoubleStream().toArray();
    XYChart chart = Charts.lines("long", x, "a", x, "b", x);
    assertThat(chart.getSeries("a").getMarker()).isEqualTo(chart.getSeries("b").getMarker());
    assertThat(chart.getSeries("a").getLineStyle())
        .isNotEqualTo(chart.getSeries("b").getLineStyle());
    assertThat(chart.getSeries("a").getXData()).isEqualTo(x);
  }

  /** XChart leaves out all labels of an axis where neither end has one. */
  @Test
  void epochsBeginAtZeroWhateverElseIsDrawn() {
    XYChart chart = LineCharts.epochs("Loss", "loss");
    double[] samples = IntStream.range(0, 40).mapToDouble(i -> 0.002 + 0.09 * i).toArray();
    Charts.addFaint(chart, "this epoch so far", samples, samples);
    var styler = chart.getStyler();
    assertThat(styler.getXAxisMin()).isZero();
    assertThat(styler.getXAxisTickLabelsFormattingFunction().apply(0.0)).isEqualTo("0");
  }

  @Test
  void anAccuracyBeforeTheFirstEpochStandsBetweenZeroAndOne() {
    Table nothing = new History(List.of(), false).table();
    assertThat(Charts.accuracy(nothing).getStyler().getYAxisMin()).isZero();
    assertThat(Charts.accuracy(nothing).getStyler().getYAxisMax()).isEqualTo(1);
  }

  @Test
  void gradientNormsStandOnALogarithmicAxisWithoutZeros() {
    XYChart chart = Charts.gradientNorms(X, "plain", new double[] {0, 1e-6, 1}, "residual", X);
    assertThat(chart.getStyler().isYAxisLogarithmic()).isTrue();
    assertThat(chart.getXAxisTitle()).isEqualTo("depth");
    assertThat(chart.getSeries("plain").getYData()).containsExactly(Double.NaN, 1e-6, 1);
    Charts.add(chart, "deeper", new double[] {1, 2, 3, 4}, new double[] {-1, 1e-9, 1e-4, 1});
    assertThat(chart.getSeries("deeper").getYData()).containsExactly(Double.NaN, 1e-9, 1e-4, 1);
    ChartBundle.picture(chart);
  }

  @Test
  void gradientNormsReadATable() {
    Table table =
        Table.create(
            DoubleColumn.create("plain", 1e-3, 1e-2),
            IntColumn.create("depth", 1, 2),
            DoubleColumn.create("residual", 0.5, 0.6));
    XYChart chart = Charts.gradientNorms(table);
    assertThat(chart.getSeriesCollection().stream().map(XYSeries::getName))
        .containsExactly("plain", "residual");
    assertThat(chart.getSeries("residual").getXData()).containsExactly(1, 2);
    assertThat(chart.getSeries("residual").getYData()).containsExactly(0.5, 0.6);
  }

  @Test
  void aFitHasPointsAndACurve() {
    XYChart chart = Charts.fit("fit", X, X, new double[] {1, 3}, new double[] {1.5, 2.5});
    assertThat(chart.getSeries("points").getXYSeriesRenderStyle())
        .contains(XYSeriesRenderStyle.Scatter);
    assertThat(chart.getSeries("fit").getYData()).containsExactly(1.5, 2.5);
  }

  @Test
  void histogramCountsEveryFiniteValueOnce() {
    double[] values = {0, 0.1, 0.1, 1, Double.NaN};
    XYChart chart = Charts.histogram("weights", "w", values, "v", new double[] {0.5});
    XYSeries first = chart.getSeries("w (without 1 NaN or ∞)");
    assertThat(Arrays.stream(first.getYData()).sum()).isEqualTo(4);
    assertThat(first.getXData()[0]).isEqualTo(0);
    assertThat(first.getXData()[first.getXData().length - 1]).isEqualTo(1);
    // An outline begins on the ground: values in [0, 0.025) and [0.1, 0.125) are at 1 and 5.
    assertThat(first.getYData()[1]).isEqualTo(1);
    assertThat(first.getYData()[5]).isEqualTo(2);
    assertThat(Arrays.stream(chart.getSeries("v").getYData()).sum()).isEqualTo(1);
  }

  @Test
  void histogramOfEqualValuesHasOneBar() {
    XYChart chart = Charts.histogram("weights", "w", Tensor.full(1e6, 5));
    assertThat(Arrays.stream(chart.getSeries("w").getYData()).filter(y -> y > 0))
        .containsExactly(5.0);
    ChartBundle.picture(chart);
  }

  private static void refused(String message, Object... namesAndValues) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Charts.lines("title", X, namesAndValues))
        .satisfies(e -> assertThat(e.getMessage()).containsPattern(message));
  }
}
