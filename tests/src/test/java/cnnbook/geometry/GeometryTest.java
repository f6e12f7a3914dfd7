package cnnbook.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class GeometryTest {

  @Test
  void strideThatDoesNotDivideDropsTheLastColumns() {
    assertThat(Window.valid(3).stride(2).outputWidth(7)).isEqualTo(3);
    assertThat(Window.valid(3).stride(2).outputWidth(8)).isEqualTo(3);
    assertThat(Window.valid(3).stride(2).outputWidth(9)).isEqualTo(4);
  }

  @Test
  void ceilCountsAnUnfilledWindowUnlessItBeginsInThePadding() {
    Window window = Window.valid(2).stride(2);
    assertThat(window.outputHeight(3)).isEqualTo(1);
    assertThat(window.ceil().outputHeight(3)).isEqualTo(2);
    assertThat(window.ceil().outputHeight(4)).isEqualTo(2);
    // Positions 0, 3, 6 over 1 + 5 + 1 places; the third would begin at input element 5.
    assertThat(new Axis(2, 3, 1, 1, 1, true).outputSize(5)).isEqualTo(2);
    assertThat(new Axis(2, 3, 1, 1, 1, true).outputSize(6)).isEqualTo(3);
  }

  @Test
  void ceilCountsALoneWindowThatLacksLessThanItsStride() {
    Axis axis = new Axis(5, 3, 0, 0, 1, true);
    assertThat(axis.outputSize(4)).isEqualTo(1);
    assertThat(axis.outputSize(3)).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> axis.outputSize(2))
        .withMessageContaining("kernel 5 does not fit the padded input of 2");
  }

  @Property
  void sizeCountsThePositionsThatFit(
      @ForAll @IntRange(min = 1, max = 30) int n,
      @ForAll @IntRange(min = 1, max = 6) int k,
      @ForAll @IntRange(min = 1, max = 5) int s,
      @ForAll @IntRange(max = 4) int before,
      @ForAll @IntRange(max = 4) int after,
      @ForAll @IntRange(min = 1, max = 3) int d) {
    Axis axis = new Axis(k, s, before, after, d, false);
    int positions = 0;
    for (int start = -before; start + d * (k - 1) < n + after; start += s) {
      positions++;
    }
    if (positions == 0) {
      assertThatIllegalArgumentException().isThrownBy(() -> axis.outputSize(n));
    } else {
      assertThat(axis.outputSize(n)).isEqualTo(positions);
    }
  }

  @Test
  void kernelsThatDoNotFitAreRefusedWithTheWayOut() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Window.valid(5).outputHeight(4))
        .withMessage(
            "kernel 5 does not fit the padded input of 4: padding ≥ 1 in total or extent ≤ 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Window.valid(3).dilation(2).outputWidth(4))
        .withMessageContaining("kernel 3 with dilation 2 (extent 5)");
    assertThat(Window.valid(5).outputHeight(5)).isEqualTo(1);
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Window.valid(0));
    assertThatIllegalArgumentException().isThrownBy(() -> Window.valid(1).stride(0));
    assertThatIllegalArgumentException().isThrownBy(() -> Window.valid(1).dilation(0));
    assertThatIllegalArgumentException().isThrownBy(() -> Window.valid(1).padding(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Axis(1, 1, 0, -1, 1, false));
    assertThatIllegalArgumentException().isThrownBy(() -> Axis.of(1).outputSize(0));
    assertThatIllegalArgumentException().isThrownBy(() -> Axis.of(1).transposedSize(0, 0));
  }

  @Test
  void presetsHaveTheirSizes() {
    assertThat(Window.valid(3).outputWidth(7)).isEqualTo(5);
    assertThat(Window.valid(3).padded()).isFalse();
    for (int k = 1; k < 6; k++) {
      assertThat(Window.same(k).outputWidth(7)).isEqualTo(7);
      assertThat(Window.same(k, 3).outputWidth(7)).isEqualTo(7);
      assertThat(Window.full(k).outputHeight(7)).isEqualTo(7 + k - 1);
      // p = k − 1 in total: ⌈n / s⌉.
      assertThat(Window.same(k).stride(3).outputHeight(8)).isEqualTo(3);
    }
    assertThat(Window.same(4).rows().before()).isEqualTo(1);
    assertThat(Window.same(4).rows().after()).isEqualTo(2);
  }

  @Test
  void customWindowsKeepTheirSidesApart() {
    Window window = Window.custom(5, 4, 3, 1, 2, 0, 6).dilation(2, 1);
    assertThat(window.rows()).isEqualTo(new Axis(5, 3, 1, 2, 2, false));
    assertThat(window.columns()).isEqualTo(new Axis(4, 3, 0, 6, 1, false));
    assertThat(window.stride(2, 4).columns().stride()).isEqualTo(4);
    assertThat(window.stride(2, 4).rows().stride()).isEqualTo(2);
    assertThat(window.area()).isEqualTo(20);
    assertThat(window.padded()).isTrue();
    Window ceil = window.ceil();
    assertThat(ceil.rows()).isEqualTo(new Axis(5, 3, 1, 2, 2, true));
    assertThat(ceil.columns()).isEqualTo(new Axis(4, 3, 0, 6, 1, true));
    assertThat(ceil.stride(1).padding(0).dilation(1).rows().ceil()).isTrue();
    assertThat(ceil.stride(1).padding(0).dilation(1).columns().ceil()).isTrue();
  }

  @Property
  void bothFormsOfTheSizeFormulaAgree(
      @ForAll @IntRange(min = 5, max = 300) int n,
      @ForAll @IntRange(min = 1, max = 5) int k,
      @ForAll @IntRange(max = 5) int padding,
      @ForAll @IntRange(min = 1, max = 7) int s) {
    assertThat(Sizes.perSide(n, k, padding, s)).isEqualTo((n - k + 2 * padding) / s + 1);
    assertThat(Sizes.total(n, k, padding, s)).isEqualTo((n - k + padding + s) / s);
    assertThat(Sizes.perSide(n, k, padding, s)).isEqualTo(Sizes.total(n, k, 2 * padding, s));
  }

  @Property
  void transposedSizesAreThoseThatTheConvolutionTurnsBack(
      @ForAll @IntRange(min = 1, max = 12) int n,
      @ForAll @IntRange(min = 1, max = 5) int k,
      @ForAll @IntRange(max = 2) int before,
      @ForAll @IntRange(max = 2) int after,
      @ForAll @IntRange(min = 1, max = 4) int s,
      @ForAll @IntRange(min = 1, max = 3) int d) {
    Axis axis = new Axis(k, s, before, after, d, false);
    if ((n - 1) * s + axis.extent() - before - after < 1) {
      assertThatIllegalArgumentException().isThrownBy(() -> axis.transposedSize(n, 0));
      return;
    }
    for (int extra = 0; extra < s; extra++) {
      assertThat(axis.outputSize(axis.transposedSize(n, extra))).isEqualTo(n);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> axis.transposedSize(n, s));
    assertThatIllegalArgumentException().isThrownBy(() -> axis.transposedSize(n, -1));
  }

  @Test
  void transposedSizesOfTheTextbook() {
    assertThat(Sizes.transposed(2, 3, 0, 2)).isEqualTo(5);
    assertThat(Sizes.transposed(4, 4, 1, 2)).isEqualTo(8);
    assertThat(new Axis(3, 2, 1, 1, 1, false).transposedSize(3, 1)).isEqualTo(6);
  }

  @Test
  void windowsStartInThePadding() {
    Axis axis = new Axis(3, 2, 1, 1, 2, false);
    assertThat(axis.extent()).isEqualTo(5);
    assertThat(axis.totalPadding()).isEqualTo(2);
    assertThat(axis.start(0)).isEqualTo(-1);
    assertThat(axis.start(2)).isEqualTo(3);
    assertThat(axis.input(2, 1)).isEqualTo(5);
  }

  @Test
  void threeStacked3x3SeeSevenPixels() {
    Axis axis = new Axis(3, 1, 1, 1, 1, false);
    List<ReceptiveField> fields = ReceptiveField.after(List.of(axis, axis, axis));
    assertThat(fields)
        .containsExactly(
            new ReceptiveField(3, 1, 0), new ReceptiveField(5, 1, 0), new ReceptiveField(7, 1, 0));
    assertThat(fields.get(2).first(5)).isEqualTo(2);
    assertThat(fields.get(2).last(5)).isEqualTo(8);
  }

  @Test
  void stridesMultiplyTheJumpAndMoveTheCenter() {
    // LeNet without padding: 5×5, 2×2 / 2, 5×5, 2×2 / 2.
    Axis conv = Axis.of(5);
    Axis pool = new Axis(2, 2, 0, 0, 1, false);
    ReceptiveField field = ReceptiveField.after(List.of(conv, pool, conv, pool)).get(3);
    assertThat(field.size()).isEqualTo(16);
    assertThat(field.jump()).isEqualTo(4);
    assertThat(field.center()).isEqualTo(7.5);
    assertThat(field.center(3)).isEqualTo(19.5);
    assertThat(field.first(0)).isZero();
    assertThat(field.last(0)).isEqualTo(15);
    assertThat(field.first(2)).isEqualTo(8);
  }

  @Test
  void dilationWidensAndPaddingMovesTheField() {
    ReceptiveField field =
        ReceptiveField.input()
            .through(new Axis(3, 2, 1, 1, 1, false))
            .through(new Axis(3, 1, 0, 2, 2, false));
    assertThat(field).isEqualTo(new ReceptiveField(11, 2, 4));
  }

  @Test
  void costOfAConvolution() {
    // LeNet's second convolution: 6 → 16, 5×5 on 14×14.
    LayerCost cost = LayerCost.conv2d(Window.valid(5), 6, 16, 1, true, 14, 14);
    assertThat(cost).isEqualTo(new LayerCost(2416, 240_000, 1600));
    assertThat(cost.activationBytes()).isEqualTo(6400);
    assertThat(cost.parameterBytes()).isEqualTo(9664);
    LayerCost depthwise = LayerCost.conv2d(Window.same(3), 8, 16, 8, false, 5, 6);
    assertThat(depthwise).isEqualTo(new LayerCost(144, 144L * 30, 480));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerCost.conv2d(Window.valid(1), 6, 8, 4, true, 3, 3))
        .withMessageContaining("groups 4 must divide both 6 channels and 8 filters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerCost.conv2d(Window.valid(1), 8, 6, 4, true, 3, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerCost.conv2d(Window.valid(1), 0, 6, 1, true, 3, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerCost.conv2d(Window.valid(1), 2, 6, 0, true, 3, 3));
  }

  @Test
  void sizesBeyondAnIntAreRefusedWithTheNumber() {
    int most = Integer.MAX_VALUE;
    refused(() -> new Axis(100_000, 1, 0, 0, 100_000, false), "extent", "9999900001");
    refused(() -> new Axis(1, 1, most, 1, 1, false), "total padding", "2147483648");
    refused(() -> new Axis(1, 1, most, 0, 1, false).outputSize(5), "padded size of 5");
    Axis wide = new Axis(3, 100_000, 0, 0, 1, false);
    refused(() -> wide.transposedSize(100_000, 0), "transposed size of 100000", "9999900003");
    refused(() -> Window.valid(65_536, 65_536), "kernel 65536×65536", "4294967296");
    refused(() -> ReceptiveField.after(List.of(wide, wide)), "receptive field", "10000000000");
    refused(() -> LayerCost.conv2d(Window.valid(1), most, most, 1, true, most, most), "too large");
    refused(() -> LayerCost.elementwise(most, most, most), "too large");
  }

  @Test
  void theLargestSizesAreExact() {
    int most = Integer.MAX_VALUE;
    assertThat(new Axis(1, most, 0, 0, 1, true).outputSize(5)).isEqualTo(1);
    assertThat(new Axis(1, 1, most - 5, 0, 1, false).outputSize(5)).isEqualTo(most);
    assertThat(new Axis(1, 2, 0, 0, 1, true).outputSize(most)).isEqualTo(1 << 30);
    assertThat(Window.valid(1).padding(most, 0, most, 0).padded()).isTrue();
  }

  private static void refused(ThrowingCallable call, String... parts) {
    assertThatIllegalArgumentException()
        .isThrownBy(call)
        .satisfies(thrown -> assertThat(thrown.getMessage()).contains(parts));
  }

  @Test
  void costsOfTheOtherLayers() {
    assertThat(LayerCost.linear(400, 120, true)).isEqualTo(new LayerCost(48_120, 48_000, 120));
    assertThat(LayerCost.linear(400, 120, false).parameters()).isEqualTo(48_000);
    assertThat(LayerCost.pool(Window.valid(2).stride(2), 6, 28, 26))
        .isEqualTo(new LayerCost(0, 0, 6 * 14 * 13));
    assertThat(LayerCost.batchNorm(3, 4, 5)).isEqualTo(new LayerCost(6, 60, 60));
    assertThat(LayerCost.elementwise(3, 4, 5)).isEqualTo(new LayerCost(0, 0, 60));
    assertThat(new LayerCost(1, 2, 3).plus(new LayerCost(10, 20, 30)))
        .isEqualTo(new LayerCost(11, 22, 33));
    assertThatIllegalArgumentException().isThrownBy(() -> LayerCost.linear(0, 1, true));
    assertThatIllegalArgumentException().isThrownBy(() -> LayerCost.pool(Window.valid(1), 0, 3, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> LayerCost.batchNorm(1, 0, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> LayerCost.elementwise(1, 3, 0));
  }
}
