package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.pooling.Pool;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BlockSettingsTest {
  private static final Shape INPUT = new Shape(1, 1, 28, 28);

  @Test
  void networkBuiltTwiceHasTheSameSettings() {
    for (Supplier<Block> network :
        List.<Supplier<Block>>of(
            LeNet::batchNormalized,
            () -> CifarResNet.builder(8).optChannels(1).optSize(28).build(),
            () -> foreign(2, 0.5f, "a"))) {
      assertThat(settings(network.get())).isEqualTo(settings(network.get()));
    }
  }

  @Test
  void settingsAreThoseOfAnyRunAndEngine() {
    assertThat(settings(LeNet.modern()))
        .containsEntry("network", "Network[input=(1, 1, 28, 28), name=LeNet (modern)]")
        .containsEntry("layer activation1", "ReLU")
        .containsEntry("layer dense3", "Linear[inputFeatures=84, units=10]")
        .containsEntry("connections", "37b6e73c");
  }

  @Test
  void layersOfSomebodyElseDifferByTheirNumbersAndNames() {
    Map<String, String> settings = settings(foreign(2, 0.5f, "a"));
    assertThat(settings(foreign(3, 0.5f, "a"))).isNotEqualTo(settings);
    assertThat(settings(foreign(2, 0.4f, "a"))).isNotEqualTo(settings);
    assertThat(settings(foreign(2, 0.5f, "b"))).isNotEqualTo(settings);
  }

  @Test
  void frozenWeightsCount() {
    Block network = LeNet.modern();
    try (NDManager manager = NDManager.newBaseManager()) {
      network.initialize(manager, DataType.FLOAT32, INPUT);
      Map<String, String> free = BlockSettings.of(network, INPUT);
      network.freezeParameters(true, p -> p.getName().equals("bias"));
      assertThat(BlockSettings.of(network, INPUT))
          .isNotEqualTo(free)
          .containsEntry("layer dense3", "Linear[frozen=bias, inputFeatures=84, units=10]");
    }
  }

  private static Block foreign(int stride, float rate, String name) {
    return new SequentialBlock()
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(stride, stride)))
        .add(Activation.leakyReluBlock(0.1f))
        .add(Layers.dropout(rate))
        .add(new LambdaBlock(list -> list, name))
        .add(Layers.globalAveragePool())
        .add(Layers.dense(3));
  }

  private static Map<String, String> settings(Block network) {
    try (NDManager manager = NDManager.newBaseManager()) {
      network.initialize(manager, DataType.FLOAT32, INPUT);
      return BlockSettings.of(network, INPUT);
    }
  }
}
