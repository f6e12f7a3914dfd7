package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeatureReuseTest {
  private NDManager manager;
  private DenseBlock block;
  private Block behind;

  /** Five maps, two layers of three each: the convolution behind them reads eleven. */
  @BeforeEach
  void drawWeights() {
    manager = NDManager.newBaseManager();
    block = new DenseBlock(2, 3);
    behind = Layers.conv1x1(7, 1);
    Chain both = Chain.of(block, behind);
    both.initialize(manager, DataType.FLOAT32, new Shape(1, 5, 4, 6));
  }

  @AfterEach
  void free() {
    manager.close();
  }

  @Test
  void meansAreThoseOfTheMapsOfEachSource() {
    fill("denselayer1.conv1.weight", 0, 5, -1);
    fill("denselayer2.conv1.weight", 0, 5, 2);
    fill("denselayer2.conv1.weight", 5, 8, -3);
    fill(behind, 0, 5, 4);
    fill(behind, 5, 8, 5);
    fill(behind, 8, 11, -6);
    Tensor means = FeatureReuse.of(block, behind);
    float none = Float.NaN;
    assertThat(means).isEqualTo(Tensor.of(new float[] {1, 2, 4, none, 3, 5, none, none, 6}, 3, 3));
  }

  @Test
  void aConvolutionThatReadsOtherMapsIsRefused() {
    Block other = Layers.conv1x1(7, 1);
    other.initialize(manager, DataType.FLOAT32, new Shape(1, 12, 4, 6));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureReuse.of(block, other))
        .withMessageContaining("reads 12 maps, the block makes 11");
  }

  @Test
  void layersOfAnotherKindAreRefused() {
    DenseBlock strange = new DenseBlock(2, () -> Chain.of(Layers.conv3x3(3, 1)));
    strange.initialize(manager, DataType.FLOAT32, new Shape(1, 5, 4, 6));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureReuse.of(strange, behind))
        .withMessageContaining("Chain is no DenseLayer");
  }

  private void fill(String name, int from, int to, double value) {
    fill(NamedParameters.of(block).get(name).getArray(), from, to, value);
  }

  private static void fill(Block convolution, int from, int to, double value) {
    fill(convolution.getParameters().valueAt(0).getArray(), from, to, value);
  }

  private static void fill(NDArray weight, int from, int to, double value) {
    weight.set(new NDIndex(":, {}:{}", from, to), value);
  }
}
