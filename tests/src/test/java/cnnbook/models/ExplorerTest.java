package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import cnnbook.ops.Conv2dOp;
import cnnbook.tensor.Tensor;
import cnnbook.viz.LayerMaps;
import cnnbook.viz.Visual;
import cnnbook.viz.Visuals;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExplorerTest {
  private static final Tensor IMAGES = Tensor.uniform(new Random(3), 0, 1, 4, 1, 28, 28);

  private static NDManager manager;
  private static Network lenet;

  @BeforeAll
  static void drawWeights() {
    manager = NDManager.newBaseManager();
    lenet = LeNet.classic();
    lenet.initialize(manager, DataType.FLOAT32, lenet.input());
  }

  @AfterAll
  static void free() {
    manager.close();
  }

  @Test
  void theLayersAreThoseOfTheSummaryWithoutFlatten() {
    List<LayerMaps> layers = Explorer.layers(lenet, IMAGES);
    assertThat(layers)
        .extracting(LayerMaps::name)
        .containsExactly(
            "input",
            "conv1",
            "activation1",
            "pool1",
            "conv2",
            "activation2",
            "pool2",
            "dense1",
            "activation3",
            "dense2",
            "activation4",
            "dense3");
    assertThat(layers.stream().mapToLong(LayerMaps::parameters).sum()).isEqualTo(61_706);
    assertThat(layers.get(4).kind()).isEqualTo("conv 5×5, 16 filters");
    assertThat(layers.get(4).maps().shape()).hasToString("(4, 16, 10, 10)");
  }

  @Test
  void theLastLayerIsWhatTheNetworkReturns() {
    List<LayerMaps> layers = Explorer.layers(lenet, IMAGES);
    assertThat(layers.get(0).maps()).isEqualTo(IMAGES);
    assertThat(layers.get(11).maps()).isEqualTo(Djl.apply(lenet, IMAGES));
  }

  @Test
  void aConvolutionsWorkingGivesItsMaps() {
    for (LayerMaps layer : Explorer.layers(lenet, IMAGES)) {
      layer
          .working()
          .ifPresent(
              w -> {
                Tensor maps =
                    new Conv2dOp(w.window()).forward(w.input(), w.weight(), w.bias()).out();
                assertThat(maps.allClose(layer.maps(), 1e-5)).as(layer.name()).isTrue();
              });
      assertThat(layer.working().isPresent()).isEqualTo(layer.name().startsWith("conv"));
    }
  }

  @Test
  void leNetOnFourImagesFitsANotebook() {
    Visual visual = Visuals.explorer(Explorer.layers(lenet, IMAGES));
    assertThat(visual.toString()).contains("48,120", "class 9");
    assertThat(visual.html().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(Visual.LARGEST);
  }

  @Test
  void someLayersOfADeepNetworkAndNoBlocks() {
    Network deep = CifarResNet.builder(20).build();
    deep.initialize(manager, DataType.FLOAT32, deep.input());
    List<LayerMaps> layers =
        Explorer.layers(
            deep,
            Tensor.gaussian(new Random(1), 0, 1, 1, 3, 32, 32),
            path -> path.startsWith("layer1.0") || path.equals("conv1"));
    assertThat(layers)
        .extracting(LayerMaps::name)
        .startsWith("input", "conv1", "layer1.0.conv1")
        .contains("layer1.0.add")
        .doesNotContain("layer1.0");
    assertThat(layers.get(1).working().orElseThrow().bias()).isEqualTo(Tensor.zeros(16));
    // With the numbers of every convolution it would be too large.
    assertThat(Visuals.explorer(layers).html())
        .contains("layer1.0.conv2", "\"working\":{")
        .hasSizeLessThan(Visual.LARGEST);
  }

  @Test
  void aNetworkWithoutWeightsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Explorer.layers(LeNet.classic(), IMAGES))
        .withMessageContaining("no weights yet");
  }
}
