package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResidualBlockTest {
  private final Engine engine = Engine.getEngine("PyTorch");
  private final NDManager manager = engine.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void withALastGammaOf0ABlockPassesOnWhatIsNotNegative() {
    Network net = begun(ResNet.builder(50).optZeroLast(true).optWidth(0.1).optSize(32).build());
    Block block = net.layer("layer2.1");
    NDArray x = manager.randomNormal(new Shape(2, 51, 5, 4));
    assertThat(forward(block, x.abs())).isEqualTo(x.abs());
    assertThat(forward(block, x)).isEqualTo(x.maximum(0));
  }

  @Test
  void withALastConvolutionOf0ABlockOfVersion2PassesOnEverything() {
    Network net = begun(CifarResNet.builder(14).optPreActivation(true).optZeroLast(true).build());
    NDArray x = manager.randomNormal(new Shape(2, 32, 5, 4));
    assertThat(forward(net.layer("layer2.1"), x)).isEqualTo(x);
  }

  @Test
  void aBlockThatBeginsAsTheIdentityLearns() {
    Network net = begun(CifarResNet.builder(14).optPreActivation(true).optZeroLast(true).build());
    NDArray weight = net.layer("layer2.1.conv2").getParameters().get("weight").getArray();
    weight.setRequiresGradient(true);
    try (GradientCollector gradients = engine.newGradientCollector()) {
      NDArray y = forward(net, manager.randomNormal(new Shape(2, 3, 16, 16)));
      gradients.backward(y.square().sum());
    }
    assertThat(weight.abs().max().getFloat()).isZero();
    assertThat(weight.getGradient().abs().max().getFloat()).isPositive();
  }

  @Test
  void otherwiseABlockDoesNotBeginAsTheIdentity() {
    Network net = begun(CifarResNet.builder(14).build());
    NDArray x = manager.randomNormal(new Shape(2, 32, 5, 4)).abs();
    assertThat(forward(net.layer("layer2.1"), x)).isNotEqualTo(x);
  }

  @Test
  void optionATakesEverySecondPixelAndAddsMapsOfZeros() {
    Block shortcut = Shortcut.ZERO_PADDED.block(3, 2);
    NDArray x = manager.arange(1f, 16f).reshape(1, 1, 3, 5);
    NDArray y = forward(shortcut, x);
    assertThat(y.getShape())
        .isEqualTo(new Shape(1, 3, 2, 3))
        .isEqualTo(shortcut.getOutputShapes(new Shape[] {x.getShape()})[0]);
    assertThat(y.toFloatArray())
        .containsExactly(1, 3, 5, 11, 13, 15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void optionAPassesGradientsToThePixelsItTakes() {
    NDArray x = manager.arange(1f, 10f).reshape(1, 1, 3, 3);
    x.setRequiresGradient(true);
    try (GradientCollector gradients = engine.newGradientCollector()) {
      gradients.backward(forward(Shortcut.ZERO_PADDED.block(2, 2), x).mul(7).sum());
    }
    assertThat(x.getGradient().toFloatArray()).containsExactly(7, 0, 7, 0, 0, 0, 7, 0, 7);
  }

  @Test
  void optionACannotTakeMapsAway() {
    Block shortcut = Shortcut.ZERO_PADDED.block(3, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shortcut.getOutputShapes(new Shape[] {new Shape(1, 4, 6, 6)}))
        .withMessage("zeros cannot turn 4 maps into 3: use a projection");
  }

  @Test
  void anIdentityBetweenDifferentShapesIsRefused() {
    Composite block = new BasicBlock(5, 1, Shortcut.IDENTITY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> block.getOutputShapes(new Shape[] {new Shape(1, 4, 6, 6)}))
        .withMessageContaining("needs a projection");
  }

  @Test
  void squeezeAndExcitationWeighsEachMap() {
    SqueezeExcite block = new SqueezeExcite(2, 16);
    block.initialize(manager, DataType.FLOAT32, new Shape(1, 2, 2, 2));
    set(block, "fc1", "weight", 0.5f, -1);
    set(block, "fc2", "weight", 2, -3);
    NDArray x = manager.create(new float[] {1, 3, 5, 7, 1, 1, 1, 1}, new Shape(1, 2, 2, 2));
    // The means are 4 and 1, the one hidden unit 0.5·4 − 1 = 1, the gates σ(2) and σ(−3).
    float first = (float) (1 / (1 + Math.exp(-2)));
    float second = (float) (1 / (1 + Math.exp(3)));
    assertThat(forward(block, x).toFloatArray())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(first, 3 * first, 5 * first, 7 * first, second, second, second, second);
  }

  private static void set(Composite block, String part, String parameter, float... values) {
    NDArray array = block.parts().get(part).getParameters().get(parameter).getArray();
    array.set(values);
  }

  private Network begun(Network net) {
    net.initialize(manager, DataType.FLOAT32, net.input());
    return net;
  }

  private NDArray forward(Block block, NDArray x) {
    return block
        .forward(new ParameterStore(manager, false), new NDList(x), false)
        .singletonOrThrow();
  }
}
