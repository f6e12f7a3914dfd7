package cnnbook.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cnnbook.models.LeNet;
import cnnbook.models.ModelSummary;
import cnnbook.models.ResNet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.HorizontalBarSeries;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class BarChartsTest {

  @Test
  void everyLayerWithParametersHasABar() {
    HorizontalBarSeries bars = bars(ModelSummary.of(LeNet.classic()).table());
    assertThat(bars.getYData()).isEqualTo(List.of("conv1", "conv2", "dense1", "dense2", "dense3"));
    assertThat(bars.getXData()).isEqualTo(List.of(156L, 2416L, 48120L, 10164L, 850L));
  }

  @Test
  void ofManyLayersTheLargestAreShownAndNoParameterIsLost() {
    ModelSummary summary = ModelSummary.of(ResNet.builder(50).build());
    HorizontalBarSeries bars = bars(summary.table());
    assertThat(bars.getXData()).hasSize(30);
    assertThat(bars.getYData().get(29)).asString().endsWith("smaller layers");
    assertThat(bars.getXData().stream().mapToLong(Number::longValue).sum())
        .isEqualTo(summary.totals().parameters());
  }

  @Test
  void aNetworkWithoutParametersIsRefused() {
    Table none =
        Table.create("pool", StringColumn.create("layer", "p"), LongColumn.create("parameters", 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Charts.parameters(none))
        .withMessageContaining("no layer of \"pool\"");
  }

  @Test
  void groupsStandSideBySideUnderTheirLabels() {
    CategoryChart chart =
        Charts.bars(
            "accuracy",
            List.of("a", "b"),
            "train",
            new double[] {0.9, Double.NaN},
            "test",
            new float[] {0.5f, 0.25f});
    assertThat(chart.getSeriesCollection().stream().map(s -> s.getName()))
        .containsExactly("train", "test");
    assertThat(chart.getSeries("train").getYData()).containsExactly(0.9, Double.NaN);
    assertThat(chart.getSeries("test").getYData()).containsExactly(0.5, 0.25);
    assertThat(ChartText.describe(chart))
        .isEqualTo("chart \"accuracy\": train, a 0.9, b NaN; test, a 0.5, b 0.25");
    ChartBundle.picture(chart);
    ChartBundle.picture(Charts.bars("one", List.of("a"), "n", new int[] {3}));
  }

  @Test
  void barsCheckTheirLabels() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Charts.bars("b", List.of("a"), "n", new double[] {1, 2}))
        .withMessageContaining("\"n\" has 2 values for 1 labels");
  }

  private static HorizontalBarSeries bars(Table summary) {
    return Charts.parameters(summary).getSeriesCollection().iterator().next();
  }
}
