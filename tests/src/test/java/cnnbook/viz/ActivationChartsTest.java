package cnnbook.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cnnbook.ops.ElementwiseOp;
import cnnbook.ops.GeluOp;
import cnnbook.ops.LeakyReluOp;
import cnnbook.ops.TanhOp;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

class ActivationChartsTest {

  @Test
  void valuesAndSlopesAreThoseOfTheOp() {
    ElementwiseOp op = new GeluOp(GeluOp.Form.TANH);
    XYChart chart = Charts.activation(op);
    double[] x = chart.getSeries("f(x)").getXData();
    assertThat(x[0]).isEqualTo(-5);
    assertThat(x[x.length - 1]).isEqualTo(5);
    for (int i = 0; i < x.length; i++) {
      assertThat(chart.getSeries("f(x)").getYData()[i]).isEqualTo(op.value(x[i]));
      assertThat(chart.getSeries("f′(x)").getYData()[i]).isEqualTo(op.slope(x[i]));
    }
    assertThat(chart.getTitle()).isEqualTo("gelu (tanh)");
  }

  @Test
  void whereTheDerivativeJumpsThereIsAGap() {
    double[] slopes = Charts.activation("relu").getSeries("f′(x)").getYData();
    assertThat(slopes).containsOnly(0, Double.NaN, 1);
    assertThat(java.util.Arrays.stream(slopes).filter(Double::isNaN).count()).isEqualTo(1);
  }

  @Test
  void severalAreComparedUnderTheirNames() {
    XYChart chart = Charts.derivatives(new TanhOp(), new LeakyReluOp(0.2));
    assertThat(chart.getSeriesCollection().stream().map(XYSeries::getName))
        .containsExactly("tanh", "leaky relu (0.2)");
    assertThat(Charts.activations("Sigmoid", "elu").getSeriesCollection()).hasSize(2);
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Charts.activation("swish"))
        .withMessageContaining("\"swish\"")
        .withMessageContaining("leaky relu, relu, sigmoid");
    assertThatIllegalArgumentException().isThrownBy(() -> Charts.activations(new String[0]));
  }
}
