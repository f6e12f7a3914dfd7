package cnnbook.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.series.Series;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class ChartsTest {

  @Test
  void lossChartHasALineForEachKindOfImages() {
    XYChart chart = Charts.loss(history(0.5, 0.4));
    assertThat(names(chart)).containsExactly("training", "validation");
    assertThat(chart.getSeries("training").getYData()).containsExactly(2, 1);
    assertThat(chart.getSeries("validation").getYData()).containsExactly(0.5, 0.4);
    assertThat(chart.getSeries("validation").getXData()).containsExactly(1, 2);
  }

  @Test
  void missingValidationHasNoLine() {
    assertThat(names(Charts.loss(history(Double.NaN, Double.NaN)))).containsExactly("training");
    assertThat(names(Charts.accuracy(history(Double.NaN, Double.NaN)))).containsExactly("training");
  }

  @Test
  void chartsOfNoEpochCanBeDrawn() {
    Table none = history(0.5, 0.4).emptyCopy();
    BufferedImage picture = ChartBundle.picture(Charts.loss(none), Charts.accuracy(none));
    assertThat(picture.getWidth()).isEqualTo(2 * 2 * 440);
  }

  private static List<String> names(XYChart chart) {
    return chart.getSeriesCollection().stream().map(Series::getName).toList();
  }

  private static Table history(double... validation) {
    return Table.create(
        IntColumn.create("epoch", 1, 2),
        DoubleColumn.create("loss", 2, 1),
        DoubleColumn.create("accuracy", 0.5, 0.6),
        DoubleColumn.create("val loss", validation),
        DoubleColumn.create("val accuracy", validation));
  }
}
