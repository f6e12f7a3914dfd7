package cnnbook.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Rectangle;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

class PointNamesTest {
  private static final List<String> NAMES = List.of("lenet", "lenet-bn", "lenet-modern", "wide");

  @Test
  void namesOfPointsThatAreCloseStandApart() {
    List<Rectangle> places =
        places(new double[] {61_706, 62_158, 61_706, 4e6}, new double[] {0.85, 0.85, 0.851, 0.9});
    assertThat(places).hasSize(4);
    for (Rectangle a : places) {
      assertThat(places.stream().filter(a::intersects)).as("with itself alone").hasSize(1);
    }
  }

  @Test
  void namesStayInTheChart() {
    List<Rectangle> places =
        places(new double[] {1e3, 1e4, 1e5, 1e6}, new double[] {0.1, 0.2, 0.3, 0.4});
    assertThat(places).allMatch(place -> place.x > 0 && place.getMaxX() < ChartStyle.HALF);
  }

  @Test
  void pointThatIsNotDrawnHasNoName() {
    List<Rectangle> places =
        places(new double[] {1e3, 1e4, 1e5, 1e6}, new double[] {0.1, Double.NaN, 0.3, 0.4});
    assertThat(places).hasSize(3);
  }

  @Test
  void eachPointNeedsAName() {
    XYChart chart = Charts.costs("costs", "x", "y");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Charts.addNames(chart, List.of("a"), new double[2], new double[2]))
        .withMessageContaining("1 names for 2 positions");
  }

  private static List<Rectangle> places(double[] x, double[] y) {
    XYChart chart = Charts.costs("costs", "parameters", "accuracy");
    Charts.addPoints(chart, "points", x, y);
    PointNames names = new PointNames(NAMES, x, y);
    chart.addAnnotation(names);
    ChartBundle.picture(chart);
    return names.places();
  }
}
