package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

class ReliabilityTest {
  /** Two bins: 0.2 and wrong; 0.6, 0.7, 0.8, of which two are right. */
  private static final Reliability FOUR =
      Reliability.of(
          new double[] {0.6, 0.2, 0.7, 0.8}, new boolean[] {true, false, false, true}, 2);

  @Test
  void eachBinHasItsMeanConfidenceAndItsShareOfRightGuesses() {
    assertThat(FOUR.bins()).hasSize(2);
    assertThat(FOUR.bins().get(0)).isEqualTo(new Reliability.Bin(0, 0.5, 1, 0.2, 0));
    Reliability.Bin upper = FOUR.bins().get(1);
    assertThat(upper.guesses()).isEqualTo(3);
    assertThat(upper.confidence()).isCloseTo(0.7, within(1e-12));
    assertThat(upper.accuracy()).isEqualTo(2 / 3.0);
  }

  @Test
  void errorIsTheMeanDistanceOfTheBinsEachByItsGuesses() {
    // 1/4 · |0.2 − 0| + 3/4 · |0.7 − 2/3|
    assertThat(FOUR.error()).isCloseTo(0.075, within(1e-12));
    assertThat(FOUR.guesses()).isEqualTo(4);
    assertThat(FOUR.accuracy()).isCloseTo(0.5, within(1e-12));
    assertThat(FOUR.confidence()).isCloseTo(2.3 / 4, within(1e-12));
  }

  @Test
  void binsDoNotMakeUpForEachOther() {
    double[] confidences = {0.25, 0.75};
    boolean[] right = {true, false};
    assertThat(Reliability.of(confidences, right, 2).error()).isEqualTo(0.75);
    assertThat(Reliability.of(confidences, right, 1).error()).isZero();
  }

  @Test
  void aBorderBelongsToTheUpperBinAndOneToTheLast() {
    Reliability three =
        Reliability.of(new double[] {0, 0.5, 1}, new boolean[] {false, true, true}, 2);
    assertThat(three.bins().get(0).guesses()).isEqualTo(1);
    assertThat(three.bins().get(1).guesses()).isEqualTo(2);
  }

  @Test
  void emptyBinsHaveNoNumbersAndNoRow() {
    Reliability one = Reliability.of(new double[] {0.9}, new boolean[] {true}, 5);
    assertThat(one.bins().get(0).accuracy()).isNaN();
    assertThat(one.bins().get(0).confidence()).isNaN();
    assertThat(one.error()).isCloseTo(0.1, within(1e-12));
    assertThat(one.table().rowCount()).isEqualTo(1);
    assertThat(one.table().row(0).getDouble("from")).isEqualTo(0.8);
    assertThat(one.table().row(0).getDouble("to")).isEqualTo(1);
    assertThat(one.table().row(0).getInt("guesses")).isEqualTo(1);
    assertThat(Reliability.of(new double[0], new boolean[0], 5).error()).isNaN();
  }

  @Test
  void logitsGiveTheProbabilityOfTheLargest() {
    // Softmax of (ln 3, 0) is (3/4, 1/4); of (0, ln 9) it is (1/10, 9/10).
    Tensor logits = Tensor.of(new float[] {1.0986123f, 0, 0, 2.1972246f}, 2, 2);
    Reliability two = Reliability.of(logits, new int[] {0, 0}, 10);
    assertThat(two.bins().get(7).confidence()).isCloseTo(0.75, within(1e-6));
    assertThat(two.bins().get(7).accuracy()).isEqualTo(1);
    assertThat(two.confidence()).isCloseTo(0.825, within(1e-6));
    assertThat(two.accuracy()).isEqualTo(0.5);
  }

  @Test
  void aSureNetworkIsInTheLastBin() {
    Reliability sure = Reliability.of(Tensor.matrix("1000 0; 0 1000"), new int[] {0, 1}, 3);
    assertThat(sure.bins().get(2)).isEqualTo(new Reliability.Bin(2 / 3.0, 1, 2, 1, 1));
  }

  @Test
  void diagramHasTheDiagonalAndAPointForEachFilledBin() {
    XYChart chart = Reliability.chart("trust");
    FOUR.addTo(chart, "four");
    assertThat(chart.getSeriesCollection()).hasSize(2);
    assertThat(chart.getSeries("as it should be").getYData()).containsExactly(0, 1);
    assertThat(chart.getSeries("four").getXData())
        .containsExactly(new double[] {0.2, 0.7}, within(1e-12));
    assertThat(chart.getSeries("four").getYData()).containsExactly(0, 2 / 3.0);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reliability.of(new double[2], new boolean[3], 2))
        .withMessageContaining("as many confidences as answers");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reliability.of(new double[] {1.1}, new boolean[1], 2))
        .withMessageContaining("from 0 to 1, not 1.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reliability.of(new double[] {Double.NaN}, new boolean[1], 2))
        .withMessageContaining("NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reliability.of(new double[0], new boolean[0], 0))
        .withMessageContaining("at least 1 bin");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reliability.of(Tensor.zeros(2, 3), new int[3], 2))
        .withMessageContaining("3 labels for 2 images");
  }
}
