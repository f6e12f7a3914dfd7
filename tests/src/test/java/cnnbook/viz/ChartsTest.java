package cnnbook.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Collectors;
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
  void confusionHasTheTruthDownwardsAndTheGuessToTheRight() {
    var chart = Charts.confusion(new int[][] {{5, 1}, {0, 7}}, List.of("cat", "dog"));
    var series = chart.getHeatMapSeries();
    // XChart counts rows from below: (column, row, value).
    assertThat(series.getXData()).isEqualTo(List.of("cat", "dog"));
    assertThat(series.getYData()).isEqualTo(List.of("dog", "cat"));
    assertThat(series.getHeatData().stream().map(List::of))
        .containsExactlyInAnyOrder(
            List.of(0, 1, 5), List.of(1, 1, 1), List.of(0, 0, 0), List.of(1, 0, 7));
    assertThat(ChartBundle.picture(chart).getWidth()).isEqualTo(1240);
  }

  @Test
  void gridEnlargesWithoutSmoothing() {
    BufferedImage dot = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    dot.setRGB(0, 0, 0xFF0000);
    dot.setRGB(1, 0, 0x0000FF);
    BufferedImage grid = ImageGrid.draw(List.of(dot, dot, dot), List.of("a", "b", "c\nd"), 2);
    var colours =
        java.util.stream.IntStream.range(16, 16 + 168)
            .map(x -> grid.getRGB(x, 40) & 0xFFFFFF)
            .boxed()
            .collect(Collectors.groupingBy(c -> c, Collectors.counting()));
    assertThat(colours).containsEntry(0xFF0000, 84L).containsEntry(0x0000FF, 84L).hasSize(2);
  }

  @Test
  void gridChecksItsNumbers() {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageGrid.draw(List.of(), List.of(), 3))
        .withMessageContaining("0 images in 3 columns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageGrid.draw(List.of(image), List.of("a", "b"), 3))
        .withMessageContaining("1 images and 2 captions");
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
