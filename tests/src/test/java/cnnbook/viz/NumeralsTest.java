package cnnbook.viz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumeralsTest {

  @Test
  void wholeNumbersHaveNoPoint() {
    assertThat(Numerals.fitting(1, -20, 300).texts(1, -20, 300, -0f)).isEqualTo("1 −20 300 0");
  }

  @Test
  void shortFractionsAreShownInFullAndLongOnesToTheirSize() {
    Numerals quarters = Numerals.fitting(0.25f, 1, -3.5f);
    assertThat(quarters.texts(0.25f, 1, -3.5f)).isEqualTo("0.25 1.00 −3.50");
    assertThat(quarters.exact(0.25f, 1, -3.5f)).isTrue();
    Numerals thirds = Numerals.fitting(1 / 3f);
    assertThat(thirds.text(1 / 3f)).isEqualTo("0.333");
    assertThat(thirds.exact(1 / 3f)).isFalse();
    assertThat(Numerals.fitting(1 / 3f, 400 / 3f).text(400 / 3f)).isEqualTo("133.3");
  }

  @Test
  void largeAndSmallNumbersHaveExponents() {
    assertThat(Numerals.fitting(1.25e7f, 1).texts(1.25e7f, 1, 0))
        .isEqualTo("1.25e+7 1.00e+0 0.00e+0");
    assertThat(Numerals.fitting(1.26e-5f, 1e-8f).texts(1.26e-5f, 9.999e-8f))
        .isEqualTo("1.26e−5 1.00e−7");
  }

  @Test
  void halvesGoAwayFromZeroAndZeroHasNoSign() {
    Numerals tenths = new Numerals(1, false);
    assertThat(tenths.text(0.25)).isEqualTo("0.3");
    assertThat(tenths.text(-0.25)).isEqualTo("−0.3");
    assertThat(tenths.text(-0.04)).isEqualTo("0.0");
    assertThat(new Numerals(2, false).text(1.005)).as("1.00499999999999989…").isEqualTo("1.00");
  }

  @Test
  void whatIsNoNumberIsNamed() {
    assertThat(Numerals.fitting(1, Float.NaN).text(Double.NaN)).isEqualTo("NaN");
    assertThat(Numerals.fitting(1).text(Double.NEGATIVE_INFINITY)).isEqualTo("−∞");
  }

  @Test
  void productsHaveTheDecimalsOfBothFactors() {
    Numerals products = Numerals.products(new float[] {0.5f, 3}, new float[] {0.25f, -1});
    assertThat(products).isEqualTo(new Numerals(3, false));
    assertThat(products.text(0.125)).isEqualTo("0.125");
  }
}
