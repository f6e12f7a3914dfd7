package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeNetTest {

  @Test
  void bothFormsHaveTheParametersOfThePaper() {
    try (NDManager manager = NDManager.newBaseManager()) {
      for (Network net : List.of(LeNet.classic(), LeNet.modern())) {
        net.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 28, 28));
        assertThat(parameters(net)).as(net.name()).isEqualTo(61_706);
        assertThat(parameters(net.layer("conv1"))).isEqualTo(156);
        assertThat(parameters(net.layer("conv2"))).isEqualTo(2_416);
        assertThat(parameters(net.layer("dense1"))).isEqualTo(48_120);
        assertThat(parameters(net.layer("dense2"))).isEqualTo(10_164);
        assertThat(parameters(net.layer("dense3"))).isEqualTo(850);
      }
    }
  }

  @Test
  void shapesFollowThePapersFigure() {
    List<Shape> shapes = new ArrayList<>();
    Shape[] shape = {new Shape(3, 1, 28, 28)};
    for (var layer : LeNet.classic().getChildren()) {
      shape = layer.getValue().getOutputShapes(shape);
      shapes.add(shape[0]);
    }
    assertThat(shapes)
        .contains(
            new Shape(3, 6, 28, 28),
            new Shape(3, 6, 14, 14),
            new Shape(3, 16, 10, 10),
            new Shape(3, 16, 5, 5),
            new Shape(3, 400),
            new Shape(3, 120),
            new Shape(3, 84),
            new Shape(3, 10));
  }

  @Test
  void formsDifferInActivationAndPooling() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(new float[] {-1, 2, 3, 8}, new Shape(1, 1, 2, 2));
      assertThat(run(manager, LeNet.classic(), "activation1", x)[0]).isBetween(0.26f, 0.27f);
      assertThat(run(manager, LeNet.modern(), "activation1", x)[0]).isEqualTo(0f);
      assertThat(run(manager, LeNet.classic(), "pool1", x)).containsExactly(3f);
      assertThat(run(manager, LeNet.modern(), "pool1", x)).containsExactly(8f);
    }
  }

  @Test
  void partsOfTheModernFormAreChosenOneByOne() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(new float[] {-1, 2, 3, 8}, new Shape(1, 1, 2, 2));
      Network relu = LeNet.builder().optRelu(true).build();
      assertThat(relu.name()).isEqualTo("LeNet (1998, ReLU)");
      assertThat(run(manager, relu, "activation1", x)[0]).isEqualTo(0f);
      assertThat(run(manager, relu, "pool1", x)).containsExactly(3f);
      Network maximum = LeNet.builder().optMaxPool(true).build();
      assertThat(maximum.name()).isEqualTo("LeNet (1998, max pool)");
      assertThat(run(manager, maximum, "activation1", x)[0]).isBetween(0.26f, 0.27f);
      assertThat(run(manager, maximum, "pool1", x)).containsExactly(8f);
    }
  }

  @Test
  void weightsStartInXaviersBounds() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Network net = LeNet.modern();
      net.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 28, 28));
      var dense = net.layer("dense1").getParameters();
      float bound = (float) Math.sqrt(6.0 / (400 + 120));
      float greatest = dense.get("weight").getArray().abs().max().getFloat();
      assertThat(greatest).isLessThanOrEqualTo(bound).isGreaterThan(0.99f * bound);
      assertThat(dense.get("bias").getArray().abs().max().getFloat()).isZero();
    }
  }

  @Test
  void channelsAndClassesVary() {
    Network net = LeNet.builder().optChannels(3).optClasses(7).build();
    assertThat(net.getOutputShapes(new Shape[] {new Shape(2, 3, 32, 36)}))
        .containsExactly(new Shape(2, 7));
  }

  @Test
  void smallestImageIs12PixelsWideAndHigh() {
    Network net = LeNet.modern();
    assertThat(net.getOutputShapes(new Shape[] {new Shape(1, 1, 12, 12)})[0].get(1)).isEqualTo(10);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> net.getOutputShapes(new Shape[] {new Shape(1, 1, 28, 11)}))
        .withMessageContaining("at least 12×12")
        .withMessageContaining("28×11");
  }

  @Test
  void initialisingForWrongChannelsSaysHowToBuildIt() {
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> LeNet.classic().initialize(manager, DataType.FLOAT32, new Shape(1, 3, 28, 28)))
          .withMessageContaining("built for 1 input channels and got 3")
          .withMessageContaining("optChannels(3)");
    }
  }

  @Test
  void unknownLayerListsTheKnown() {
    assertThat(LeNet.classic().layerNames()).startsWith("conv1", "activation1").endsWith("dense3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LeNet.classic().layer("conv3"))
        .withMessageContaining("no layer conv3")
        .withMessageContaining("conv2");
  }

  @Test
  void noClassesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LeNet.builder().optClasses(0))
        .withMessage("classes must be at least 1, not 0");
  }

  private static float[] run(NDManager manager, Network net, String layer, NDArray x) {
    Block block = net.layer(layer);
    var store = new ai.djl.training.ParameterStore(manager, false);
    return block
        .forward(store, new ai.djl.ndarray.NDList(x), false)
        .singletonOrThrow()
        .toFloatArray();
  }

  private static long parameters(Block block) {
    return block.getParameters().values().stream().mapToLong(p -> p.getArray().size()).sum();
  }
}
