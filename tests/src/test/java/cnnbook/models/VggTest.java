package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VggTest {

  @ParameterizedTest
  @CsvSource({
    "11, 132863336, 132868840",
    "13, 133047848, 133053736",
    "16, 138357544, 138365992",
    "19, 143667240, 143678248"
  })
  void parametersAreAsManyAsPublished(int depth, long plain, long normalized) {
    assertThat(Nets.learned(Vgg.builder(depth))).isEqualTo(plain);
    assertThat(Nets.learned(Vgg.builder(depth).optBatchNorm(true))).isEqualTo(normalized);
  }

  @Test
  void layersAreCountedAsTorchvisionDoes() {
    assertThat(Nets.parameterShapes(Vgg.builder(11).optWidth(0.01)).keySet())
        .filteredOn(name -> name.endsWith("weight"))
        .containsExactly(
            "features.0.weight",
            "features.3.weight",
            "features.6.weight",
            "features.8.weight",
            "features.11.weight",
            "features.13.weight",
            "features.16.weight",
            "features.18.weight",
            "classifier.0.weight",
            "classifier.3.weight",
            "classifier.6.weight");
    assertThat(Nets.parameterShapes(Vgg.builder(16).optBatchNorm(true).optWidth(0.01)))
        .containsKeys("features.0.bias", "features.1.gamma", "features.40.weight")
        .containsKeys("features.41.runningVar")
        .doesNotContainKey("features.42.weight");
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 13, 16, 19})
  void eachBlockHalvesTheMaps(int depth) {
    Network net = Vgg.builder(depth).build();
    List<String> pooled =
        Nets.stages((Chain) net.layer("features"), net.input()).values().stream()
            .distinct()
            .toList();
    assertThat(pooled)
        .containsExactly(
            "64×224×224",
            "64×112×112",
            "128×112×112",
            "128×56×56",
            "256×56×56",
            "256×28×28",
            "512×28×28",
            "512×14×14",
            "512×7×7");
  }

  @Test
  void otherSizesArePooledTo7() {
    Network net = Vgg.builder(11).build();
    assertThat(Nets.stages(net, new Shape(1, 3, 320, 32)))
        .containsEntry("features", "512×10×1")
        .containsEntry("avgpool", "512×7×7")
        .containsEntry("classifier", "1000");
    assertThat(net.smallest()).isEqualTo(32);
  }

  @Test
  void aBlockStandsAlone() {
    VggBlock block = new VggBlock(2, 5);
    assertThat(Nets.stages(block, new Shape(1, 3, 9, 7)))
        .hasToString("{0=5×9×7, 1=5×9×7, 2=5×9×7, 3=5×9×7, 4=5×4×3}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VggBlock(0, 5))
        .withMessage("convolutions must be at least 1, not 0");
  }

  @Test
  void unknownDepthsListTheKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vgg.builder(12))
        .withMessage("there is no VGG-12: 11, 13, 16 and 19 are known");
  }
}
