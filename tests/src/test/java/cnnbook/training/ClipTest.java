package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import cnnbook.models.Chain;
import cnnbook.models.Layers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient of a dense layer of one unit for the input (6, −2, 3) is (6, −2, 3) and 1. */
class ClipTest {
  private static final float NORM = (float) Math.sqrt(36 + 4 + 9 + 1);

  @ParameterizedTest
  @MethodSource("cnnbook.training.Rig#engines")
  void normScalesAllGradientsByOneFactor(Engine engine) {
    float[] expected = {6 / NORM, -2 / NORM, 3 / NORM, 1 / NORM};
    assertThat(clipped(engine, Clip.byNorm(1), 1)).containsExactly(expected, within(1e-6f));
  }

  @ParameterizedTest
  @MethodSource("cnnbook.training.Rig#engines")
  void normThatIsSmallEnoughStays(Engine engine) {
    assertThat(clipped(engine, Clip.byNorm(7.1), 1)).containsExactly(6, -2, 3, 1);
    assertThat(clipped(engine, Clip.none(), 1)).containsExactly(6, -2, 3, 1);
  }

  @ParameterizedTest
  @MethodSource("cnnbook.training.Rig#engines")
  void valueCutsBothSides(Engine engine) {
    assertThat(clipped(engine, Clip.byValue(1.5), 1)).containsExactly(1.5f, -1.5f, 1.5f, 1);
    assertThat(clipped(engine, Clip.byValue(1.5), -1)).containsExactly(-1.5f, 1.5f, -1.5f, -1);
  }

  @ParameterizedTest
  @MethodSource("cnnbook.training.Rig#engines")
  void gradientsOfZeroStayZero(Engine engine) {
    assertThat(clipped(engine, Clip.byNorm(1), 0)).containsExactly(0, 0, 0, 0);
  }

  @Test
  void numbersOutOfRangeAndBlocksThatDoNotLearnAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Clip.byNorm(0))
        .withMessage("the largest norm must be a number above 0, not 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Clip.byValue(Double.NaN))
        .withMessage("the largest value must be a number above 0, not NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Clip.byNorm(1).apply(Layers.relu()))
        .withMessageContaining("no parameter of this block learns");
  }

  /** The four gradients of the sum of the outputs, times a factor, after clipping. */
  private static float[] clipped(Engine engine, Clip clip, float factor) {
    try (NDManager manager = engine.newBaseManager()) {
      Block dense = Layers.dense(1);
      Block network = Chain.of(dense);
      network.initialize(manager, DataType.FLOAT32, new Shape(1, 3));
      try (GradientCollector collector = engine.newGradientCollector()) {
        NDArray x = manager.create(new float[] {6, -2, 3}, new Shape(1, 3));
        ParameterStore store = new ParameterStore(manager, false);
        NDArray y = network.forward(store, new NDList(x), true).singletonOrThrow();
        collector.backward(y.mul(factor).sum());
      }
      clip.apply(network);
      float[] weight = dense.getParameters().get("weight").getArray().getGradient().toFloatArray();
      float[] bias = dense.getParameters().get("bias").getArray().getGradient().toFloatArray();
      return new float[] {weight[0], weight[1], weight[2], bias[0]};
    }
  }
}
