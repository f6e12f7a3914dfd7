package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenseNetTest {

  @ParameterizedTest
  @CsvSource({
    "121, 7978856, 1024×14×14, 1024×7×7",
    "169, 14149480, 1280×14×14, 1664×7×7",
    "201, 20013928, 1792×14×14, 1920×7×7"
  })
  void parametersAndStagesAreAsPublished(int depth, long parameters, String third, String last) {
    assertThat(Nets.learned(DenseNet.builder(depth))).isEqualTo(parameters);
    Network net = DenseNet.builder(depth).build();
    assertThat(net.name()).isEqualTo("DenseNet-" + depth);
    assertThat(Nets.stages((Chain) net.layer("features"), net.input()))
        .containsEntry("conv0", "64×112×112")
        .containsEntry("pool0", "64×56×56")
        .containsEntry("denseblock1", "256×56×56")
        .containsEntry("transition1", "128×28×28")
        .containsEntry("denseblock2", "512×28×28")
        .containsEntry("transition2", "256×14×14")
        .containsEntry("denseblock3", third)
        .containsEntry("denseblock4", last)
        .containsEntry("norm5", last);
  }

  @Test
  void parametersHaveTorchvisionsNames() {
    assertThat(Nets.parameterShapes(DenseNet.builder(121)))
        .containsEntry("features.conv0.weight", new Shape(64, 3, 7, 7))
        .containsEntry("features.norm0.gamma", new Shape(64))
        .containsEntry("features.denseblock1.denselayer1.norm1.gamma", new Shape(64))
        .containsEntry("features.denseblock1.denselayer1.conv1.weight", new Shape(128, 64, 1, 1))
        .containsEntry("features.denseblock1.denselayer6.norm1.runningMean", new Shape(224))
        .containsEntry("features.denseblock1.denselayer6.norm2.beta", new Shape(128))
        .containsEntry("features.denseblock1.denselayer6.conv2.weight", new Shape(32, 128, 3, 3))
        .containsEntry("features.transition1.norm.gamma", new Shape(256))
        .containsEntry("features.transition1.conv.weight", new Shape(128, 256, 1, 1))
        .containsEntry("features.norm5.runningVar", new Shape(1024))
        .containsEntry("classifier.weight", new Shape(1000, 1024));
  }

  @Test
  void aBlockPutsNewMapsBehindTheOld() {
    DenseBlock block = new DenseBlock(2, 3);
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.randomNormal(new Shape(2, 5, 4, 6));
      block.initialize(manager, DataType.FLOAT32, x.getShape());
      var store = new ParameterStore(manager, false);
      NDArray y = block.forward(store, new NDList(x), false).singletonOrThrow();
      assertThat(y.getShape()).isEqualTo(new Shape(2, 5 + 2 * 3, 4, 6));
      assertThat(y.get(":, :5")).isEqualTo(x);
      assertThat(NamedParameters.of(block).get("denselayer1.norm1.gamma").getArray().size())
          .isEqualTo(5);
      assertThat(NamedParameters.of(block).get("denselayer2.norm1.gamma").getArray().size())
          .isEqualTo(5 + 3);
    }
  }

  @Test
  void growthAndBlocksVary() {
    Network net = DenseNet.builder(121).optGrowth(12).optBlocks(2, 3, 1).optSize(64).build();
    assertThat(net.name()).isEqualTo("DenseNet-16");
    assertThat(Nets.stages((Chain) net.layer("features"), net.input()))
        .containsEntry("conv0", "24×32×32")
        .containsEntry("denseblock1", "48×16×16")
        .containsEntry("transition1", "24×8×8")
        .containsEntry("denseblock2", "60×8×8")
        .containsEntry("transition2", "30×4×4")
        .containsEntry("denseblock3", "42×4×4")
        .doesNotContainKey("transition3");
  }

  @Test
  void smallImagesKeepTheirPixelsForTheFirstBlock() {
    Network net =
        DenseNet.builder(121)
            .optSmallImages(true)
            .optGrowth(12)
            .optBlocks(16, 16, 16)
            .optSize(32)
            .optClasses(10)
            .build();
    assertThat(net.name()).isEqualTo("DenseNet-100");
    assertThat(Nets.stages((Chain) net.layer("features"), net.input()))
        .containsEntry("conv0", "24×32×32")
        .containsEntry("denseblock1", "216×32×32")
        .containsEntry("denseblock3", "342×8×8")
        .doesNotContainKey("pool0");
    // The paper's table 2 has 0.8 million for L = 100, k = 12.
    assertThat(ModelSummary.of(net).totals().parameters()).isEqualTo(769_210);
  }

  @Test
  void widthMultipliesTheGrowthToo() {
    Network net = DenseNet.builder(121).optWidth(0.25).build();
    assertThat(Nets.stages((Chain) net.layer("features"), net.input()))
        .containsEntry("conv0", "16×112×112")
        .containsEntry("denseblock1", "64×56×56")
        .containsEntry("denseblock4", "256×7×7");
  }

  @Test
  void dropoutIsThereOnlyIfItIsAskedFor() {
    assertThat(dropouts(DenseNet.builder(121))).isZero();
    assertThat(dropouts(DenseNet.builder(121).optDropout(0.2))).isEqualTo(6 + 12 + 24 + 16);
  }

  private static long dropouts(DenseNet.Builder builder) {
    return Names.tree(builder.build()).values().stream().filter(Dropout.class::isInstance).count();
  }

  @Test
  void impossibleOnesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DenseNet.builder(120))
        .withMessage("there is no DenseNet-120: 121, 169 and 201 are known");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DenseNet.builder(121).optBlocks())
        .withMessage("dense blocks must be at least 1, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DenseBlock(0, 3))
        .withMessage("layers must be at least 1, not 0");
  }
}
