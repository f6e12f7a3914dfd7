package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import cnnbook.models.Layers;
import cnnbook.models.LeNet;
import cnnbook.viz.Charts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.Table;

class RooflineTest {
  private static final double CLOSE = 1e-9;

  private final Roofline roof = new Roofline(100e9, 20e9);

  @Test
  void boundIsTheSlopeLeftOfTheRidgeAndThePeakRightOfIt() {
    assertThat(roof.ridge()).isEqualTo(5);
    assertThat(roof.bound(0.5)).isEqualTo(10e9);
    assertThat(roof.bound(5)).isEqualTo(100e9);
    assertThat(roof.bound(50)).isEqualTo(100e9);
    assertThat(roof.share(new Roofline.Point("half", 2, 20e9))).isEqualTo(0.5);
  }

  @Test
  void limitsMustBeNumbersAboveZero() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Roofline(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Roofline(1, Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Roofline(Double.POSITIVE_INFINITY, 1))
        .withMessageContaining("finite");
  }

  @Test
  void tableSaysWhatTheLimitIs() {
    Table table = roof.table(points());
    assertThat(table.stringColumn("limit").asList()).containsExactly("memory", "arithmetic");
    assertThat(table.doubleColumn("bound, GFLOP/s").asList()).containsExactly(4.0, 100.0);
    assertThat(table.doubleColumn("share of the bound").asList()).containsExactly(0.5, 0.8);
  }

  @Test
  void chartHasTheRoofAndThePointsUnderIt() {
    XYChart chart = roof.chart(points());
    double[] at = chart.getSeries("bound").getXData();
    double[] heights = chart.getSeries("bound").getYData();
    assertThat(at).hasSize(3).isSorted().contains(5);
    assertThat(at[0]).isLessThan(0.2);
    assertThat(at[2]).isGreaterThan(40);
    assertThat(heights[0]).isCloseTo(20 * at[0], within(CLOSE));
    assertThat(heights[2]).isEqualTo(heights[1]).isEqualTo(100);
    assertThat(chart.getSeries("measured").getYData()).containsExactly(2, 80);
    assertThat(Charts.picture(chart).getWidth()).isPositive();
    assertThat(roof.chart(List.of()).getSeriesCollection()).hasSize(1);
  }

  @Test
  void convolutionHasTwoOperationsForEachProductAndMovesEachNumberOnce() {
    try (Workload conv = Workload.of("conv", Layers.conv3x3(5, 1), new Shape(2, 3, 7, 4))) {
      assertThat(conv.operations()).isEqualTo(2.0 * 2 * 5 * 7 * 4 * 3 * 9);
      assertThat(conv.bytes()).isEqualTo(4.0 * (2 * 3 * 28 + 5 * 3 * 9 + 2 * 5 * 28));
      assertThat(conv.intensity()).isEqualTo(conv.operations() / conv.bytes());
    }
  }

  @Test
  void reluHasOneOperationForEightBytes() {
    try (Workload relu = Workload.of("relu", Layers.relu(), new Shape(2, 3, 7, 4))) {
      assertThat(relu.operations()).isEqualTo(2 * 3 * 7 * 4);
      assertThat(relu.intensity()).isEqualTo(1 / 8.0);
    }
  }

  @Test
  void workloadRunsAgainAndAgain() {
    try (Workload net = Workload.of("net", LeNet.modern(), new Shape(2, 1, 28, 28));
        NDArray first = net.get();
        NDArray second = net.get()) {
      assertThat(net.name()).isEqualTo("net");
      assertThat(first.getShape()).isEqualTo(new Shape(2, 10));
      assertThat(second.toFloatArray()).isEqualTo(first.toFloatArray());
      Roofline.Point point = Roofline.Point.of(net, new Timing(List.of(2.0, 4.0)));
      assertThat(point.rate()).isEqualTo(net.operations() / 2);
    }
  }

  private static List<Roofline.Point> points() {
    return List.of(new Roofline.Point("left", 0.2, 2e9), new Roofline.Point("right", 40, 80e9));
  }
}
