package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import cnnbook.geometry.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AblationTest {
  private final NDManager memory = NDManager.newBaseManager();
  private final Block layer = Layers.conv(4, Window.valid(3), 1, true);
  private NDArray x;

  @BeforeEach
  void initialize() {
    layer.initialize(memory, DataType.FLOAT32, new Shape(2, 3, 6, 5));
    layer.getDirectParameters().get("bias").getArray().set(new float[] {1, 2, 3, 4});
    layer.getDirectParameters().values().forEach(p -> p.getArray().setRequiresGradient(true));
    x = memory.randomNormal(new Shape(2, 3, 6, 5));
  }

  @AfterEach
  void close() {
    memory.close();
  }

  @Test
  void mapOfTheChannelIsZeroAndTheOthersStay() {
    NDArray before = forward();
    NDArray during = Ablation.withoutChannel(layer, 2, this::forward);
    assertThat(during.get(":, 2").abs().sum().getFloat()).isZero();
    assertThat(before.get(":, 2").abs().sum().getFloat()).isPositive();
    assertThat(during.get(":, :2")).isEqualTo(before.get(":, :2"));
    assertThat(during.get(":, 3")).isEqualTo(before.get(":, 3"));
  }

  @Test
  void channelIsOnAgainAfterwardsEvenIfTheQuestionFails() {
    NDArray before = forward();
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                Ablation.withoutChannel(
                    layer,
                    2,
                    () -> {
                      throw new IllegalStateException();
                    }));
    assertThat(forward()).isEqualTo(before);
  }

  @Test
  void pathOfAnInceptionModuleIsZeroAndTheOthersStay() {
    var module = new Inception(new Inception.Maps(2, 3, 4, 2, 3, 5), 3, true);
    module.initialize(memory, DataType.FLOAT32, new Shape(2, 3, 6, 5));
    NDArray before = forward(module);
    Block second = module.getChildren().get("02branch2");
    NDArray during = Ablation.without(second, () -> forward(module));
    assertThat(before.get(":, 2:6").abs().sum().getFloat()).isPositive();
    assertThat(during.get(":, 2:6").abs().sum().getFloat()).isZero();
    assertThat(during.get(":, :2")).isEqualTo(before.get(":, :2"));
    assertThat(during.get(":, 6:")).isEqualTo(before.get(":, 6:"));
    assertThat(forward(module)).isEqualTo(before);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ablation.without(Layers.relu(), this::forward))
        .withMessageContaining("nothing to switch off");
  }

  @Test
  void channelThatIsNotThereAndLayerWithoutWeightsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ablation.withoutChannel(layer, 4, this::forward))
        .withMessage("channel 4: the layer has 0 … 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ablation.withoutChannel(Layers.relu(), 0, this::forward))
        .withMessageContaining("no weights of its own");
  }

  private NDArray forward() {
    return forward(layer);
  }

  private NDArray forward(Block block) {
    ParameterStore store = new ParameterStore(memory, false);
    return block.forward(store, new NDList(x), false).singletonOrThrow();
  }

  @Test
  void blockTakenOutHandsOnWhatComesToIt() {
    Network net = residual();
    NDArray images = memory.randomNormal(new Shape(2, 1, 8, 8));
    NDArray whole = logits(net, images);
    NDArray without = Ablation.bypassing(net, "layer2.1", () -> logits(net, images));
    NamedParameters.of(net.layer("layer2.1.bn2")).values().forEach(p -> p.getArray().set(zero()));
    assertThat(without).isNotEqualTo(whole).isEqualTo(logits(net, images));
  }

  @Test
  void blockIsInAgainAfterwards() {
    Network net = residual();
    NDArray images = memory.randomNormal(new Shape(2, 1, 8, 8));
    NDArray whole = logits(net, images);
    Ablation.bypassing(net, "layer1.0", () -> logits(net, images));
    assertThat(logits(net, images)).isEqualTo(whole);
  }

  @Test
  void blockThatChangesTheShapeCannotBeTakenOut() {
    Network net = residual();
    NDArray images = memory.randomNormal(new Shape(2, 1, 8, 8));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ablation.bypassing(net, "layer2.0", () -> logits(net, images)))
        .withMessageContaining("layer2.0 makes (2, 8, 4, 4) of (2, 4, 8, 8)");
  }

  @Test
  void blockThatIsNotThereIsNamedWithThoseThatAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ablation.bypassing(residual(), "layer1.conv1", () -> 0))
        .withMessageContaining("layer1.conv1")
        .withMessageContaining("layer1.0, layer1.1");
  }

  private Network residual() {
    Network net = CifarResNet.builder(14).optChannels(1).optSize(8).optWidth(0.25).build();
    net.initialize(memory, DataType.FLOAT32, new Shape(1, 1, 8, 8));
    return net;
  }

  private NDArray logits(Network net, NDArray images) {
    return net.forward(new ParameterStore(memory, false), new NDList(images), false).head();
  }

  private static float[] zero() {
    return new float[8];
  }
}
