package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LayerPlaceTest {

  @ParameterizedTest
  @CsvSource({
    "resnet20, 20",
    "plain56, 56",
    "resnet20-b, 20",
    "resnet20-v2, 20",
    "resnet50, 50",
    "resnet50-v2, 50",
    "vgg16, 16",
    "alexnet, 8",
    "lenet, 5",
    "nin, 12",
    "googlenet, 22",
    "densenet121, 121"
  })
  void depthOfTheLastLayerIsTheNumberOfLayersThatThePaperCounts(String name, int layers) {
    Map<String, LayerPlace> places = LayerPlace.of(Zoo.builder(name).build());
    assertThat(places.values()).extracting(LayerPlace::depth).endsWith(layers);
  }

  @ParameterizedTest
  @MethodSource("cnnbook.models.Zoo#names")
  void singleLayersHaveTheNamesOfTheSummary(String name) {
    Network net = Zoo.builder(name).build();
    Map<String, LayerPlace> places = LayerPlace.of(net);
    assertThat(where(places, LayerPlace::single))
        .containsExactlyElementsOf(
            ModelSummary.of(net).rows().stream().map(LayerRow::path).toList());
  }

  @Test
  void blocksOfLayersHavePlacesToo() {
    Map<String, LayerPlace> places = LayerPlace.of(Zoo.builder("resnet20").build());
    assertThat(places.get("layer1.0")).isEqualTo(new LayerPlace(3, false, false, false));
    assertThat(places.get("layer1.0.bn2")).isEqualTo(new LayerPlace(3, true, true, true));
    assertThat(places.get("layer1.0.bn1")).isEqualTo(new LayerPlace(2, true, true, false));
    assertThat(places.get("layer1.0.conv1")).isEqualTo(new LayerPlace(2, true, false, false));
  }

  @Test
  void branchesAreWhatIsAddedToTheShortcut() {
    assertThat(branches("plain20")).isEmpty();
    assertThat(branches("resnet20")).hasSize(9).allMatch(path -> path.endsWith("bn2"));
    assertThat(branches("resnet20-b")).isEqualTo(branches("resnet20"));
    assertThat(branches("resnet20-v2")).hasSize(9).allMatch(path -> path.endsWith("conv2"));
    assertThat(branches("resnet50")).hasSize(16).allMatch(path -> path.endsWith("bn3"));
    assertThat(branches("se-resnet18")).hasSize(8).allMatch(path -> path.endsWith(".se"));
  }

  @Test
  void responsesAreThoseOfLargeConvolutionsBehindTheirNormalization() {
    assertThat(responses("resnet20")).hasSize(19).startsWith("bn1", "layer1.0.bn1");
    assertThat(responses("plain20")).isEqualTo(responses("resnet20"));
    // One 3×3 convolution in each bottleneck, and the first 7×7.
    assertThat(responses("resnet50")).hasSize(17).contains("layer4.2.bn2");
    assertThat(responses("vgg11")).hasSize(8).contains("features.0");
    assertThat(responses("resnet20-v2")).hasSize(19).contains("layer1.0.bn2", "layer1.0.conv2");
  }

  private static List<String> branches(String name) {
    return where(LayerPlace.of(Zoo.builder(name).build()), LayerPlace::branch);
  }

  private static List<String> responses(String name) {
    return where(LayerPlace.of(Zoo.builder(name).build()), LayerPlace::response);
  }

  private static List<String> where(
      Map<String, LayerPlace> places, Predicate<LayerPlace> condition) {
    return places.entrySet().stream()
        .filter(entry -> condition.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
