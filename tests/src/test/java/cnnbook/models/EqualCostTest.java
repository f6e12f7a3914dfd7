package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class EqualCostTest {
  private static final ToLongFunction<SummaryTotals> WEIGHTS = SummaryTotals::parameters;

  @Test
  void findsTheWidthThatANetworkOfKnownCostHas() {
    long wanted = parameters(0.5);
    assertThat(parameters(EqualCost.width(EqualCostTest::network, WEIGHTS, wanted)))
        .isEqualTo(wanted);
  }

  @Test
  void findsWidthsAboveThePapers() {
    long wanted = parameters(3);
    assertThat(parameters(EqualCost.width(EqualCostTest::network, WEIGHTS, wanted)))
        .isEqualTo(wanted);
  }

  @Test
  void takesTheNearerOfTwoNeighbours() {
    long below = parameters(0.5);
    long above = next(below);
    double nearBelow = EqualCost.width(EqualCostTest::network, WEIGHTS, below + 1);
    double nearAbove = EqualCost.width(EqualCostTest::network, WEIGHTS, above - 1);
    assertThat(parameters(nearBelow)).isEqualTo(below);
    assertThat(parameters(nearAbove)).isEqualTo(above);
  }

  @Test
  void whatNoWidthCostsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EqualCost.width(EqualCostTest::network, WEIGHTS, 3))
        .withMessageContaining("cost 3: the narrowest one costs " + parameters(1e-9));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EqualCost.width(EqualCostTest::network, WEIGHTS, 1_000_000_000_000L))
        .withMessageContaining("costs less");
  }

  private static CifarResNet.Builder network() {
    return CifarResNet.builder(8).optSize(8);
  }

  private static long parameters(double width) {
    return ModelSummary.of(network().optWidth(width).build()).totals().parameters();
  }

  /** The cost of the next wider network. */
  private static long next(long cost) {
    double width = 0.5;
    while (parameters(width) == cost) {
      width += 1.0 / 1024;
    }
    return parameters(width);
  }
}
