package cnnbook.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TensorTest {

  @Test
  void matricesAreReadFromText() {
    Tensor matrix = Tensor.matrix("1 2 3; 4 5 -6.5");
    assertThat(matrix.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(matrix.get(1, 2)).isEqualTo(-6.5f);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.matrix("1 2; 3"))
        .withMessageContaining("row 1 has 1 values, row 0 has 2");
  }

  @Test
  void valuesLieRowByRow() {
    Tensor tensor = Tensor.count(0, 2, 3, 4, 5);
    assertThat(tensor.get(1, 2, 3, 4)).isEqualTo(119);
    assertThat(tensor.get(0, 1, 0, 2)).isEqualTo(22);
    assertThat(tensor.shape().index(119)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void creationFillsAsItsNameSays() {
    assertThat(Tensor.zeros(2).data()).containsExactly(0, 0);
    assertThat(Tensor.ones(2).data()).containsExactly(1, 1);
    assertThat(Tensor.full(3, 2).data()).containsExactly(3, 3);
    assertThat(Tensor.identity(2)).isEqualTo(Tensor.matrix("1 0; 0 1"));
    assertThat(Tensor.scalar(4).item()).isEqualTo(4);
    assertThat(Tensor.scalar(4).rank()).isZero();
  }

  @Test
  void randomValuesHaveTheirBoundsAndMoments() {
    Tensor uniform = Tensor.uniform(new Random(1), -2, 6, 100, 100);
    assertThat(uniform.min()).isBetween(-2f, -1.99f);
    assertThat(uniform.max()).isBetween(5.99f, 6f);
    assertThat(uniform.mean()).isBetween(1.9, 2.1);
    Tensor gaussian = Tensor.gaussian(new Random(1), 3, 2, 100, 100);
    assertThat(gaussian.mean()).isBetween(2.95, 3.05);
    assertThat(gaussian.map(v -> (v - 3) * (v - 3)).mean()).isBetween(3.8, 4.2);
  }

  @Test
  void arraysMustFillTheirShape() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.of(new float[5], 2, 3))
        .withMessage("5 values do not fill shape (2, 3), which needs 6");
  }

  @Test
  void sizesBelowOneAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Tensor.zeros(2, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Tensor.zeros(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> Shape.of(70_000, 70_000));
  }

  @Test
  void indicesOutsideAreRefusedWithTheLegalRange() {
    Tensor tensor = Tensor.zeros(2, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tensor.get(0, 3))
        .withMessageContaining("(0, 3)")
        .withMessageContaining("(2, 3)")
        .withMessageContaining("0 … 2");
    assertThatIllegalArgumentException().isThrownBy(() -> tensor.get(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> tensor.get(1));
    assertThatIllegalArgumentException().isThrownBy(() -> tensor.size(2));
    assertThat(tensor.size(-1)).isEqualTo(3);
    assertThat(tensor.size(-2)).isEqualTo(2);
  }

  @Test
  void reshapeSharesItsValuesAndInfersOneSize() {
    Tensor tensor = Tensor.count(0, 2, 6);
    Tensor reshaped = tensor.reshape(3, -1);
    assertThat(reshaped.shape()).isEqualTo(Shape.of(3, 4));
    reshaped.set(9, 0, 0);
    assertThat(tensor.get(0, 0)).isEqualTo(9);
    tensor.copy().set(1, 0, 0);
    assertThat(tensor.get(0, 0)).isEqualTo(9);
  }

  @Test
  void reshapeKeepsTheNumberOfValues() {
    Tensor tensor = Tensor.zeros(2, 6);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tensor.reshape(5, 2))
        .withMessageContaining("(2, 6)")
        .withMessageContaining("(5, 2)");
    assertThatIllegalArgumentException().isThrownBy(() -> tensor.reshape(5, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> tensor.reshape(-1, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> tensor.reshape(0, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> tensor.reshape(-2, -6));
  }

  @Test
  void slicesKeepTheRankAndSelectionsDropAnAxis() {
    Tensor tensor = Tensor.count(0, 2, 4, 3);
    Tensor slice = tensor.slice(1, 1, 3);
    assertThat(slice.shape()).isEqualTo(Shape.of(2, 2, 3));
    assertThat(slice.data()).containsExactly(3, 4, 5, 6, 7, 8, 15, 16, 17, 18, 19, 20);
    assertThat(tensor.select(2, 1).data()).containsExactly(1, 4, 7, 10, 13, 16, 19, 22);
    assertThat(tensor.select(-1, 1).shape()).isEqualTo(Shape.of(2, 4));
    assertThatIllegalArgumentException().isThrownBy(() -> tensor.slice(1, 2, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> tensor.slice(1, 2, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> tensor.slice(1, -1, 2));
  }

  @Test
  void permuteReordersAxes() {
    Tensor tensor = Tensor.count(0, 2, 3, 4);
    Tensor permuted = tensor.permute(2, 0, 1);
    assertThat(permuted.shape()).isEqualTo(Shape.of(4, 2, 3));
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 4; k++) {
          assertThat(permuted.get(k, i, j)).isEqualTo(tensor.get(i, j, k));
        }
      }
    }
    assertThat(Tensor.matrix("1 2 3; 4 5 6").transpose()).isEqualTo(Tensor.matrix("1 4;2 5;3 6"));
    assertThatIllegalArgumentException().isThrownBy(() -> tensor.permute(0, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(tensor::transpose);
  }

  @Test
  void arithmeticWorksElementByElement() {
    Tensor a = Tensor.matrix("1 2; 3 4");
    Tensor b = Tensor.matrix("5 6; 7 8");
    assertThat(a.plus(b)).isEqualTo(Tensor.matrix("6 8; 10 12"));
    assertThat(a.minus(b)).isEqualTo(Tensor.matrix("-4 -4; -4 -4"));
    assertThat(a.times(b)).isEqualTo(Tensor.matrix("5 12; 21 32"));
    assertThat(b.dividedBy(a)).isEqualTo(Tensor.matrix("5 3; 2.3333333 2"));
    assertThat(a.plus(1)).isEqualTo(Tensor.matrix("2 3; 4 5"));
    assertThat(a.times(2)).isEqualTo(Tensor.matrix("2 4; 6 8"));
    a.add(b);
    assertThat(a).isEqualTo(Tensor.matrix("6 8; 10 12"));
  }

  @Test
  void sizesOfOneAreRepeatedInArithmetic() {
    Tensor rows = Tensor.count(0, 2, 3);
    assertThat(rows.plus(Tensor.vector(10, 20, 30))).isEqualTo(Tensor.matrix("10 21 32; 13 24 35"));
    assertThat(rows.plus(Tensor.matrix("10; 20"))).isEqualTo(Tensor.matrix("10 11 12; 23 24 25"));
    assertThat(Tensor.vector(1, 2).minus(Tensor.matrix("10; 20; 30")))
        .isEqualTo(Tensor.matrix("-9 -8; -19 -18; -29 -28"));
    assertThat(rows.times(Tensor.scalar(2)).get(1, 2)).isEqualTo(10);
  }

  @Test
  void shapesThatDoNotFitAreNamedBoth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.zeros(2, 3).plus(Tensor.zeros(2)))
        .withMessageContaining("(2, 3)")
        .withMessageContaining("(2)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.zeros(2, 3).add(Tensor.zeros(1, 3)))
        .withMessage("shapes (2, 3) and (1, 3) must be equal");
  }

  @Test
  void matrixProductsAreRowsTimesColumns() {
    assertThat(Tensor.matrix("1 2; 3 4").matmul(Tensor.matrix("5 6 7; 8 9 10")))
        .isEqualTo(Tensor.matrix("21 24 27; 47 54 61"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.zeros(2, 3).matmul(Tensor.zeros(2, 3)))
        .withMessageContaining("inner sizes 3 and 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.zeros(2, 3).matmul(Tensor.zeros(3)));
  }

  @Test
  void largeMatrixProductsEqualTheDefinition() {
    Random random = new Random(5);
    // More columns than a block, an inner size that four does not divide, work for both cores.
    Tensor a = Tensor.gaussian(random, 0, 1, 37, 53);
    Tensor b = Tensor.gaussian(random, 0, 1, 53, 300);
    Tensor product = a.matmul(b);
    for (int i = 0; i < 37; i++) {
      for (int j = 0; j < 300; j++) {
        double sum = 0;
        for (int k = 0; k < 53; k++) {
          sum += (double) a.get(i, k) * b.get(k, j);
        }
        assertThat((double) product.get(i, j)).isBetween(sum - 1e-4, sum + 1e-4);
      }
    }
  }

  @Test
  void matrixProductsAddToTheirTarget() {
    Tensor c = Tensor.ones(2, 2);
    MatrixView a = MatrixView.of(Tensor.matrix("1 2; 3 4"));
    MatrixProduct.add(a, a.transpose(), MatrixView.of(c));
    assertThat(c).isEqualTo(Tensor.matrix("6 12; 12 26"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MatrixProduct.add(a, a, MatrixView.of(Tensor.zeros(2, 3))))
        .withMessageContaining("(2, 2) · (2, 2) → (2, 3)");
  }

  @Test
  void reductionsSumAndAverage() {
    Tensor tensor = Tensor.count(1, 2, 3);
    assertThat(tensor.sum()).isEqualTo(21);
    assertThat(tensor.mean()).isEqualTo(3.5);
    assertThat(tensor.max()).isEqualTo(6);
    assertThat(tensor.min()).isEqualTo(1);
    assertThat(tensor.sum(0)).isEqualTo(Tensor.vector(5, 7, 9));
    assertThat(tensor.mean(1)).isEqualTo(Tensor.vector(2, 5));
    assertThat(Tensor.count(0, 2, 3, 2).sum(1)).isEqualTo(Tensor.matrix("6 9; 24 27"));
    assertThat(Tensor.vector(1, Double.NaN, 3).max()).isNaN();
    assertThat(Tensor.matrix("1 3 2; 5 5 4").argMax()).containsExactly(1, 0);
    assertThatIllegalArgumentException().isThrownBy(tensor::item);
  }

  @Test
  void closenessMeansEveryElementAndNeverNan() {
    Tensor a = Tensor.vector(1, 2, Double.POSITIVE_INFINITY);
    Tensor b = Tensor.vector(1, 2.25, Double.POSITIVE_INFINITY);
    assertThat(a.maxDifference(b)).isEqualTo(0.25);
    assertThat(a.allClose(b, 0.25)).isTrue();
    assertThat(a.allClose(b, 0.24)).isFalse();
    Tensor nan = Tensor.vector(1, Double.NaN, 1);
    assertThat(nan.allClose(nan, 1)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> a.allClose(Tensor.zeros(1), 1))
        .withMessage("shapes (3) and (1) must be equal");
  }

  @Test
  void equalityIsOfShapeAndValues() {
    assertThat(Tensor.zeros(2, 3)).isNotEqualTo(Tensor.zeros(3, 2));
    assertThat(Tensor.zeros(2)).isNotEqualTo(Tensor.ones(2)).hasSameHashCodeAs(Tensor.zeros(2));
  }

  @Test
  void wholeNumbersPrintWithoutFractionsInAlignedColumns() {
    assertThat(Tensor.matrix("1 -20; 300 4")).hasToString("Tensor (2, 2)\n    1  -20\n  300    4");
    assertThat(Tensor.vector(0.5, -1.25)).hasToString("Tensor (2)\n   0.5000  -1.2500");
    assertThat(Tensor.vector(1e-6, 0)).hasToString("Tensor (2)\n  1.000e-06  0.000e+00");
    assertThat(Tensor.vector(1, Double.NaN)).hasToString("Tensor (2)\n    1  NaN");
    assertThat(Tensor.scalar(2)).hasToString("Tensor ()\n  2");
  }

  @Test
  void deepTensorsPrintOneMatrixAfterTheOther() {
    assertThat(Tensor.count(0, 2, 1, 2))
        .hasToString("Tensor (2, 1, 2)\n[0, :, :]\n  0  1\n[1, :, :]\n  2  3");
  }

  @Test
  void longAxesAreShortenedInTheMiddle() {
    String text = Tensor.count(0, 40).toString();
    assertThat(text).contains("…").contains("4 ").contains("39").doesNotContain("20");
    String deep = Tensor.zeros(13, 13, 2, 2).toString();
    assertThat(deep).contains("[4, 4, :, :]").contains("[…, …, :, :]").doesNotContain("[6, ");
  }

  @Test
  void htmlHoldsOneTableForEachMatrix() {
    String html = Tensor.count(0, 2, 2, 3).toHtml();
    assertThat(html).contains("Tensor (2, 2, 3)").contains("<caption>[1, :, :]</caption>");
    assertThat(html.split("<table", -1)).hasSize(3);
    assertThat(html.split("<td", -1)).hasSize(13);
  }

  @Test
  void aSingleNumberHasNoAxes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.scalar(1).size(-1))
        .withMessageContaining("none at all");
  }

  @Test
  void notANumberIsTheLargest() {
    assertThat(Tensor.vector(1, Float.NaN, 3, Float.NaN).argMax()).containsExactly(1);
    assertThat(Tensor.vector(Float.NaN, 1).argMax()).containsExactly(0);
  }

  @Test
  void numbersThatCannotBeDrawnOrReadAreRefused() {
    Random random = new Random(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.uniform(random, 2, 1, 3))
        .withMessageContaining("from 2.0 to 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.uniform(random, 0, Double.NaN, 3))
        .withMessageContaining("NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.gaussian(random, 0, -1, 3))
        .withMessageContaining("is -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.matrix("1 2; 3 x"))
        .withMessageContaining("\"x\" in row 1");
  }

  /** float32 has gaps beyond 2²⁴: 16,777,217 does not exist. */
  @Test
  void countingStopsWhereFloatsHaveGaps() {
    int last = 1 << 24;
    assertThat(Tensor.count(last - 1, 2).data()).containsExactly(last - 1, last);
    assertThat(Tensor.count(-last, 1).item()).isEqualTo(-last);
    assertThatIllegalArgumentException().isThrownBy(() -> Tensor.count(last, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> Tensor.count(Integer.MAX_VALUE, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> Tensor.count(-last - 1, 1));
  }
}
