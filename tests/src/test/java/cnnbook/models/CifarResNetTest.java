package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CifarResNetTest {

  @ParameterizedTest
  @CsvSource({
    "20, 269722, 0.27, 0.005",
    "32, 464154, 0.46, 0.005",
    "44, 658586, 0.66, 0.005",
    "56, 853018, 0.85, 0.005",
    "110, 1727962, 1.7, 0.05",
    "1202, 19421274, 19.4, 0.05"
  })
  void weightsFollowTheFormulaAndRoundToThePapersTable(
      int depth, long weights, double millions, double rounding) {
    assertThat(Anatomy.weights(Zoo.builder("resnet" + depth).build()))
        .isEqualTo(weights)
        .isEqualTo(formula((depth - 2) / 6));
    assertThat(weights / 1e6).isCloseTo(millions, within(rounding));
  }

  /** Weights of convolutions, γ and β of their normalizations, and the dense layer. */
  private static long formula(int n) {
    long sum = conv(3, 16) + 64 * 10 + 10;
    int before = 16;
    for (int filters : new int[] {16, 32, 64}) {
      sum += conv(before, filters) + (2L * n - 1) * conv(filters, filters);
      before = filters;
    }
    return sum;
  }

  private static long conv(int channels, int filters) {
    return 9L * channels * filters + 2L * filters;
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 32, 44, 56, 110})
  void plainTwinsHaveTheSameWeights(int depth) {
    Network plain = Zoo.builder("plain" + depth).build();
    assertThat(Anatomy.weights(plain))
        .isEqualTo(Anatomy.weights(Zoo.builder("resnet" + depth).build()));
    assertThat(Wiring.of((Composite) plain.layer("layer2.0"))).doesNotContain("+");
  }

  @Test
  void optionBAddsTwoProjections() {
    long projections = 16 * 32 + 2 * 32 + 32 * 64 + 2 * 64;
    assertThat(Anatomy.weights(Zoo.builder("resnet20-b").build())).isEqualTo(269_722 + projections);
  }

  @Test
  void version2MovesTheNormalizationOfEachBlockToItsFront() {
    // Between stages a normalization has half the maps; the last one stands before the pooling.
    long change = -2 * 16 - 2 * 32 - 2 * 64 + 2 * 16 + 2 * 32 + 2 * 64;
    Network net = Zoo.builder("resnet20-v2").build();
    assertThat(Anatomy.weights(net)).isEqualTo(269_722 + change);
    assertThat(Wiring.of((Composite) net.layer("layer1.0")))
        .isEqualTo("conv2(relu(bn2(conv1(x)))) + x");
    assertThat(Wiring.of((Composite) net.layer("layer2.0")))
        .isEqualTo("conv2(relu(bn2(conv1(relu(bn1(x)))))) + downsample(relu(bn1(x)))");
    assertThat(net.layerNames()).endsWith("layer3", "bn2", "relu2", "avgpool", "fc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet20", "resnet32-b", "plain44", "resnet56-v2"})
  void stagesHaveThePapersShapes(String name) {
    assertThat(Anatomy.shapes(Zoo.builder(name).build()))
        .containsEntry("conv1", new Shape(1, 16, 32, 32))
        .containsEntry("layer1", new Shape(1, 16, 32, 32))
        .containsEntry("layer2", new Shape(1, 32, 16, 16))
        .containsEntry("layer3", new Shape(1, 64, 8, 8))
        .containsEntry("fc", new Shape(1, 10));
  }

  @Test
  void widthChannelsAndSizeVary() {
    Network net =
        CifarResNet.builder(8).optChannels(1).optSize(29, 13).optClasses(7).optWidth(0.3).build();
    assertThat(Anatomy.shapes(net))
        .containsEntry("layer1", new Shape(1, 5, 29, 13))
        .containsEntry("layer3", new Shape(1, 19, 8, 4))
        .containsEntry("fc", new Shape(1, 7));
  }

  @Test
  void impossibleVariantsAreRefused() {
    for (int depth : new int[] {2, 18, 21}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CifarResNet.builder(depth))
          .withMessage("depth must be 6n + 2 with n at least 1 (8, 14, 20, …), not " + depth);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CifarResNet.builder(20).optShortcut(Shortcut.IDENTITY))
        .withMessageContaining("take ZERO_PADDED");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> CifarResNet.builder(20).optShortcut(Shortcut.NONE).optZeroLast(true).build())
        .withMessageContaining("plain-20: blocks that begin with 0 need shortcuts");
  }
}
