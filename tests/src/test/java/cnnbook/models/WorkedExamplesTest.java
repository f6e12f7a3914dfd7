package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.nn.convolutional.Conv2d;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Those of the source notes' worked examples that are about whole networks; the others are tested
 * where the operations are. The numbers are rows of the table of worked examples.
 */
class WorkedExamplesTest {

  /** Row 32, N3: the paper strides the first 1×1, v1.5 the 3×3. */
  @Test
  void version1StridesTheFirst1x1AndVersion15The3x3() {
    Network v1 = ResNet.builder(50).optVersion(ResNet.Version.V1).build();
    Network v15 = ResNet.builder(50).build();
    for (String block : new String[] {"layer2.0", "layer3.0", "layer4.0"}) {
      assertThat(Anatomy.stride(v1, block + ".conv1")).isEqualTo(2);
      assertThat(Anatomy.stride(v1, block + ".conv2")).isEqualTo(1);
      assertThat(Anatomy.stride(v15, block + ".conv1")).isEqualTo(1);
      assertThat(Anatomy.stride(v15, block + ".conv2")).isEqualTo(2);
    }
    assertThat(Anatomy.shapes(v1)).isEqualTo(Anatomy.shapes(v15));
    assertThat(Anatomy.weights(v1)).isEqualTo(Anatomy.weights(v15));
  }

  /** Row 47, N4, erratum: 16 times LeNet's channels in the first layer, not 10. */
  @Test
  void alexNetsFirstLayerHas16TimesLeNetsChannels() {
    int alexNet = ((Conv2d) D2l.alexNet().build().layer("conv1")).getFilters();
    int leNet = ((Conv2d) LeNet.classic().layer("conv1")).getFilters();
    assertThat(alexNet).isEqualTo(96).isEqualTo(16 * leNet).isNotEqualTo(10 * leNet);
  }

  /** Row 48, N3: convolutions and the dense layer count, projections on shortcuts do not. */
  @ParameterizedTest
  @CsvSource({
    "resnet18, 18",
    "resnet34, 34",
    "resnet50, 50",
    "resnet101, 101",
    "resnet152, 152",
    "resnet50-v2, 50",
    "d2l-resnet18, 18",
    "resnet20, 20",
    "resnet56-b, 56",
    "resnet1202, 1202"
  })
  void layersAreCountedWithoutProjections(String name, long layers) {
    assertThat(Anatomy.layers(Zoo.builder(name).build())).isEqualTo(layers);
  }
}
