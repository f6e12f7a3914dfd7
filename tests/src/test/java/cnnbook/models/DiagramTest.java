package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;

import cnnbook.models.DiagramPart.Box;
import cnnbook.models.DiagramPart.Branches;
import cnnbook.models.DiagramPart.Repeat;
import cnnbook.models.DiagramPart.Stage;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiagramTest {
  static List<String> names() {
    return Zoo.names();
  }

  private static List<DiagramPart> tree(String name) {
    Network network = Zoo.builder(name).build();
    return DiagramTree.of(SummaryFlow.of(network, network.input()));
  }

  private static Stage stage(String network, String name) {
    return tree(network).stream()
        .filter(part -> part instanceof Stage stage && stage.name().equals(name))
        .map(Stage.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void equalBlocksAreDrawnOnce() {
    List<DiagramPart> body = stage("resnet152", "layer3").body();
    assertThat(body).hasSize(3);
    assertThat(body.get(0)).isInstanceOf(Branches.class);
    assertThat(body.get(1)).isInstanceOf(Box.class);
    assertThat(((Repeat) body.get(2)).times()).isEqualTo(35);
    assertThat(((Repeat) body.get(2)).body()).hasSize(2);
  }

  @Test
  void aShortcutIsABranchWithoutLayers() {
    Repeat repeat = (Repeat) stage("resnet18", "layer1").body().get(0);
    Branches block = (Branches) repeat.body().get(0);
    assertThat(block.branches()).hasSize(2);
    assertThat(block.branches().get(0)).hasSize(2);
    assertThat(block.branches().get(1)).isEmpty();
  }

  @Test
  void fourPathsOfInceptionStandSideBySide() {
    Stage inception = stage("googlenet", "inception3a");
    Branches paths = (Branches) inception.body().get(0);
    assertThat(paths.branches().stream().map(List::size)).containsExactly(1, 2, 2, 2);
    assertThat(((Box) inception.body().get(1)).first().kind()).isEqualTo("concat");
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyLayerIsInThePictureAndThePictureIsNoStrip(String name) {
    Network network = Zoo.builder(name).build();
    ModelSummary summary = ModelSummary.of(network);
    long drawn = layers(DiagramTree.of(SummaryFlow.of(network, network.input())));
    assertThat(drawn).isEqualTo(summary.rows().stream().filter(row -> !row.trainingOnly()).count());
    BufferedImage picture = summary.diagram();
    assertThat(picture.getHeight()).isBetween(400, 4_500);
    assertThat(picture.getWidth()).isBetween(400, 8_000);
  }

  private static long layers(List<DiagramPart> parts) {
    return parts.stream().mapToLong(DiagramTest::layers).sum();
  }

  private static long layers(DiagramPart part) {
    if (part instanceof Box box) {
      return box.rows().size();
    }
    if (part instanceof Branches branches) {
      return branches.branches().stream().mapToLong(DiagramTest::layers).sum();
    }
    if (part instanceof Repeat repeat) {
      return repeat.times() * layers(repeat.body());
    }
    return part instanceof Stage stage
        ? layers(stage.body())
        : layers(((DiagramPart.Headed) part).part());
  }

  @ParameterizedTest
  @MethodSource("names")
  void nothingIsCutAtTheEdges(String name) {
    BufferedImage picture = ModelSummary.of(Zoo.builder(name).build()).diagram();
    int right = picture.getWidth() - 1;
    int bottom = picture.getHeight() - 1;
    int white = -1;
    for (int margin = 0; margin < 8; margin++) {
      for (int x = 0; x <= right; x++) {
        white &= picture.getRGB(x, margin) & picture.getRGB(x, bottom - margin);
      }
      for (int y = 0; y <= bottom; y++) {
        white &= picture.getRGB(margin, y) & picture.getRGB(right - margin, y);
      }
    }
    assertThat(white).isEqualTo(-1);
  }

  @Test
  void theTitleHasTheNumbersThatPapersPrint() {
    ModelSummary summary = ModelSummary.of(Zoo.builder("resnet50").build());
    assertThat(Diagram.title(summary.name(), summary.totals()))
        .isEqualTo("ResNet-50: 25,557,032 parameters, 4,089,184,256 multiply-accumulates");
  }

  @Test
  void onlyLayersOfEqualSizeAreDrawnOnce() {
    List<DiagramPart> convolutions = stage("vgg16", "features").body();
    assertThat(convolutions.get(0).parameters()).isEqualTo(1_792);
    assertThat(convolutions.get(1).parameters()).isEqualTo(36_928);
    assertThat(convolutions).filteredOn(Repeat.class::isInstance).hasSize(3);
  }

  @Test
  void layersOfADenseBlockAreDrawnOnceAlthoughTheyGrow() {
    Repeat layers = (Repeat) stage("densenet121", "features.denseblock3").body().get(0);
    assertThat(layers.times()).isEqualTo(24);
    assertThat(layers.equal()).isFalse();
  }
}
