package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.types.Shape;
import cnnbook.models.Chain;
import cnnbook.models.Layers;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

class EffectiveFieldTest {

  /** Along one axis 1 1 1 three times over: 1 3 6 7 6 3 1. */
  @Test
  void threeLayersOfEqualWeightsGiveABellOfSeven() {
    Chain stack = new Chain();
    for (int k = 1; k <= 3; k++) {
      stack.layer("conv" + k, Layers.conv(1, 3, 1, 1));
    }
    Tensor ones = Tensor.ones(1, 1, 3, 3);
    Tensor none = Tensor.zeros(1);
    try (Eye eye = new Eye(stack, new Shape(1, 1, 11, 13), ones, none, ones, none, ones, none)) {
      Tensor field = EffectiveField.of(eye.network, Eye.random(1, 2, 1, 11, 13), "conv3");
      Tensor row = Tensor.matrix("0 0 0 1 3 6 7 6 3 1 0 0 0");
      Tensor column = Tensor.matrix("0; 0; 1; 3; 6; 7; 6; 3; 1; 0; 0");
      assertThat(field.maxDifference(column.matmul(row).times(1 / 49.0))).isLessThan(1e-6);
      assertThat(EffectiveField.side(field, 1)).isEqualTo(7);
      // The middle 3×3 holds 19² of 27².
      assertThat(EffectiveField.side(field, 0.495)).isEqualTo(3);
      assertThat(EffectiveField.side(field, 0.497)).isEqualTo(5);
    }
  }

  @Test
  void squareAtTheEdgeIsCutOff() {
    Tensor field = Tensor.matrix("8 1 0; 1 0 0; 0 0 0");
    assertThat(EffectiveField.side(field, 0.8)).isEqualTo(1);
    assertThat(EffectiveField.side(field, 0.9)).isEqualTo(3);
  }

  @Test
  void squareLiesAroundTheCentreOfGravityNotAroundThePeak() {
    Tensor field = Tensor.matrix("0 0 0 0 0; 0 4 3 3 0; 0 3 3 3 0; 0 3 3 3 0; 0 0 0 0 0");
    assertThat(EffectiveField.side(field, 1)).isEqualTo(3);
  }

  @Test
  void shareBeyondOneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EffectiveField.side(Tensor.ones(2, 2), 1.5))
        .withMessageContaining("1.5");
  }
}
