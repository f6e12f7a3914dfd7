package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class MlpTest {

  @Test
  void oneHiddenLayerHasTheBooksParameters() {
    assertThat(Nets.learned(Mlp.builder())).isEqualTo(203_530);
  }

  @Test
  void aHundredUnitsOnColourImagesNeedAsManyWeightsAsTheExampleSays() {
    assertThat(Nets.learned(Mlp.builder().optChannels(3).optSize(32).optHidden(100)))
        .isEqualTo(308_310);
  }

  @Test
  void hiddenLayersStandInTheirOrderWithDropoutBehindEach() {
    Network net = Mlp.builder().optHidden(30, 20).optDropout(0.2).build();
    assertThat(Nets.stages(net, net.input()))
        .hasToString(
            "{flatten=784, dense1=30, activation1=30, dropout1=30, dense2=20, activation2=20,"
                + " dropout2=20, dense3=10}");
  }

  @Test
  void withoutHiddenLayersItIsALinearClassifier() {
    assertThat(Mlp.builder().optHidden().build().layerNames()).containsExactly("flatten", "dense1");
  }

  @Test
  void impossibleRatesAndUnitsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mlp.builder().optDropout(1))
        .withMessage("rate must be at least 0 and below 1, not 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mlp.builder().optDropout(-0.1))
        .withMessage("rate must be at least 0 and below 1, not -0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mlp.builder().optHidden(3, 0))
        .withMessage("units must be at least 1, not 0");
  }

  @Test
  void everySizeOfImageIsTaken() {
    Network net = Mlp.builder().build();
    assertThat(net.smallest()).isEqualTo(1);
    assertThat(net.getOutputShapes(new Shape[] {new Shape(2, 1, 5, 9)}))
        .containsExactly(new Shape(2, 10));
  }
}
