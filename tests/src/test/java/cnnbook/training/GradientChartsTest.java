package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.Table;

class GradientChartsTest {
  private static final Measure NORM = Measure.WEIGHT_GRADIENT_NORM;

  private static Measurements.Row row(long step, String layer, int depth, double value) {
    return new Measurements.Row(step, layer, depth, NORM, value);
  }

  private static final Table TABLE =
      Measurements.table(
          List.of(
              row(1, "conv1", 1, 0.5),
              row(1, "conv2", 2, 0.25),
              row(1, "fc", 3, 0),
              row(6, "conv1", 1, 4),
              row(6, "conv2", 2, Double.NaN),
              row(6, "fc", 3, 30),
              new Measurements.Row(6, "fc", 3, Measure.RESPONSE, 0)));

  @Test
  void eachStepIsALineAgainstTheDepthWithoutWhatHasNoLogarithm() {
    XYChart chart = GradientCharts.byDepth(TABLE, NORM, 1, 6);
    assertThat(chart.getTitle()).isEqualTo("Weight gradient norm by depth");
    assertThat(chart.getSeries("step 1").getXData()).containsExactly(1, 2);
    assertThat(chart.getSeries("step 1").getYData()).containsExactly(0.5, 0.25);
    assertThat(chart.getSeries("step 6").getXData()).containsExactly(1, 3);
    assertThat(chart.getSeries("step 6").getYData()).containsExactly(4, 30);
    assertThat(chart.getStyler().isYAxisLogarithmic()).isTrue();
    assertThat(chart.getStyler().getYAxisMin()).isEqualTo(0.1);
    assertThat(chart.getStyler().getYAxisMax()).isEqualTo(100);
  }

  @Test
  void eachLayerIsALineAgainstTheStep() {
    XYChart chart = GradientCharts.byStep(TABLE, NORM, "conv1", "fc");
    assertThat(chart.getSeries("conv1").getXData()).containsExactly(1, 6);
    assertThat(chart.getSeries("conv1").getYData()).containsExactly(0.5, 4);
    assertThat(chart.getSeries("fc").getYData()).containsExactly(30);
  }

  @Test
  void responsesHaveAnOrdinaryAxis() {
    XYChart chart = GradientCharts.byDepth(TABLE, Measure.RESPONSE, 6);
    assertThat(chart.getSeries("step 6").getYData()).containsExactly(0);
    assertThat(chart.getStyler().isYAxisLogarithmic()).isFalse();
  }

  @Test
  void ofThirtyPowersOfTenEveryThirdIsLabelled() {
    Table many = Measurements.table(List.of(row(1, "a", 1, 1e-27), row(1, "b", 2, 1)));
    assertThat(label(many, 1e-12)).isEqualTo("1E-12");
    assertThat(label(many, 1e-3)).isEqualTo("0.001");
    assertThat(label(many, 1e-13)).isEmpty();
    assertThat(label(TABLE, 0.1)).isEqualTo("0.1");
  }

  private static String label(Table table, double value) {
    XYChart chart = GradientCharts.byDepth(table, NORM, 1);
    return chart.getStyler().getYAxisTickLabelsFormattingFunction().apply(value);
  }

  @Test
  void layersAtOneDepthAreOnePointTheirMean() {
    Table branches = Measurements.table(List.of(row(1, "a", 4, 1), row(1, "b", 4, 3)));
    XYChart chart = GradientCharts.byDepth(branches, NORM, 1);
    assertThat(chart.getSeries("step 1").getXData()).containsExactly(4);
    assertThat(chart.getSeries("step 1").getYData()).containsExactly(2);
  }

  @Test
  void networksStandSideBySide() {
    Map<String, Table> tables = new LinkedHashMap<>();
    tables.put("plain", TABLE);
    tables.put("residual", TABLE);
    XYChart chart = GradientCharts.byDepth(tables, NORM, 6);
    assertThat(chart.getSeriesCollection().stream().map(s -> s.getName()))
        .containsExactly("plain", "residual");
  }

  @Test
  void axisOfOneExactPowerOfTenStillHasALength() {
    XYChart chart = GradientCharts.byDepth(Measurements.table(List.of(row(1, "a", 1, 1))), NORM, 1);
    assertThat(chart.getStyler().getYAxisMax()).isGreaterThan(chart.getStyler().getYAxisMin());
  }

  @Test
  void whatWasNotMeasuredIsRefusedWithWhatWas() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GradientCharts.byDepth(TABLE, NORM, 2))
        .withMessage(
            "nothing to draw of weight gradient norm at step 2: it was measured at [1, 6]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GradientCharts.byStep(TABLE, NORM, "conv9"))
        .withMessageEndingWith("it was measured at [conv1, conv2, fc]");
  }
}
