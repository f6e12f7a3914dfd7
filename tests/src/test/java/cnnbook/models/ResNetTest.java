package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResNetTest {

  @ParameterizedTest
  @CsvSource({
    "resnet18, 11689512",
    "resnet34, 21797672",
    "resnet50, 25557032",
    "resnet101, 44549160",
    "resnet152, 60192808",
    "resnext50_32x4d, 25028904",
    "wide_resnet50_2, 68883240",
    "se-resnet50, 28088024",
    "resnet18-v1, 11689512",
    "resnet50-v1, 25557032"
  })
  void publishedNumbersOfWeights(String name, long weights) {
    assertThat(Anatomy.weights(Zoo.builder(name).build())).isEqualTo(weights);
  }

  @ParameterizedTest
  @CsvSource({
    "resnet18, 64, 128, 256, 512",
    "resnet34-v1, 64, 128, 256, 512",
    "resnet50, 256, 512, 1024, 2048",
    "resnet101-v1, 256, 512, 1024, 2048",
    "resnet152-v2, 256, 512, 1024, 2048",
    "resnext50_32x4d, 256, 512, 1024, 2048"
  })
  void stagesHaveTheShapesOfTable1(String name, int c1, int c2, int c3, int c4) {
    assertThat(Anatomy.shapes(Zoo.builder(name).build()))
        .containsEntry("conv1", new Shape(1, 64, 112, 112))
        .containsEntry("maxpool", new Shape(1, 64, 56, 56))
        .containsEntry("layer1", new Shape(1, c1, 56, 56))
        .containsEntry("layer2", new Shape(1, c2, 28, 28))
        .containsEntry("layer3", new Shape(1, c3, 14, 14))
        .containsEntry("layer4", new Shape(1, c4, 7, 7))
        .containsEntry("fc", new Shape(1, 1000));
  }

  @Test
  void aBasicBlockEndsInTheReluBehindTheSum() {
    assertThat(Wiring.of(new BasicBlock(4, 1, Shortcut.IDENTITY)))
        .isEqualTo("relu(bn2(conv2(relu(bn1(conv1(x))))) + x)");
    assertThat(Wiring.of(new BasicBlock(4, 2, Shortcut.PROJECTION)))
        .isEqualTo("relu(bn2(conv2(relu(bn1(conv1(x))))) + downsample(x))");
    assertThat(Wiring.of(new BasicBlock(4, 1, Shortcut.NONE)))
        .isEqualTo("relu(bn2(conv2(relu(bn1(conv1(x))))))");
  }

  @Test
  void aBottleneckHasThreeConvolutions() {
    assertThat(Wiring.of(new Bottleneck(2, 8, 2, Shortcut.PROJECTION)))
        .isEqualTo("relu(bn3(conv3(relu(bn2(conv2(relu(bn1(conv1(x)))))))) + downsample(x))");
  }

  @Test
  void aBlockOfVersion2NormalizesAndActivatesBeforeItsConvolutions() {
    assertThat(Wiring.of(new PreActBlock(4, 1, Shortcut.IDENTITY, false)))
        .isEqualTo("conv2(relu(bn2(conv1(relu(bn1(x)))))) + x");
    assertThat(Wiring.of(new PreActBlock(2, 8, 1, Shortcut.IDENTITY, false)))
        .isEqualTo("conv3(relu(bn3(conv2(relu(bn2(conv1(relu(bn1(x))))))))) + x");
  }

  @Test
  void projectionsOfVersion2StartBehindTheFirstActivation() {
    PreActBlock block = new PreActBlock(4, 2, Shortcut.PROJECTION, false);
    assertThat(Wiring.of(block))
        .isEqualTo("conv2(relu(bn2(conv1(relu(bn1(x)))))) + downsample(relu(bn1(x)))");
    assertThat(((Chain) block.parts().get("downsample")).layerNames()).containsExactly("0");
  }

  @Test
  void theFirstBlockOfVersion2GetsWhatTheStemHasActivated() {
    Network net = ResNet.builder(18).optVersion(ResNet.Version.V2).build();
    assertThat(net.layerNames()).startsWith("conv1", "bn1", "relu", "maxpool", "layer1");
    assertThat(net.layerNames()).endsWith("layer4", "bn2", "relu2", "avgpool", "fc");
    assertThat(Wiring.of((Composite) net.layer("layer1.0")))
        .isEqualTo("conv2(relu(bn2(conv1(x)))) + x");
    assertThat(Wiring.of((Composite) net.layer("layer1.1"))).contains("bn1");
  }

  @Test
  void squeezeAndExcitationStandsBeforeTheSum() {
    Network net = ResNet.builder(50).optSqueezeExcite(true).build();
    assertThat(Wiring.of((Composite) net.layer("layer1.1")))
        .isEqualTo("relu(se(bn3(conv3(relu(bn2(conv2(relu(bn1(conv1(x))))))))) + x)");
  }

  @Test
  void version2StridesThe3x3() {
    Network net = ResNet.builder(50).optVersion(ResNet.Version.V2).build();
    assertThat(Anatomy.stride(net, "layer3.0.conv1")).isEqualTo(1);
    assertThat(Anatomy.stride(net, "layer3.0.conv2")).isEqualTo(2);
    assertThat(Anatomy.stride(net, "layer3.0.downsample.0")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.25, 0.6, 1.5})
  void groupsDivideTheirChannelsAtAnyWidth(double width) {
    Network net = ResNet.resNeXt50().optSize(64).optWidth(width).build();
    Conv2d grouped = (Conv2d) net.layer("layer3.2.conv2");
    assertThat(grouped.getGroups()).isEqualTo(32);
    assertThat(grouped.getFilters()).isEqualTo(32 * Math.round(16 * width));
  }

  @Test
  void forSmallImagesTheFirstStageGetsAllPixels() {
    Network net = ResNet.builder(50).optSmallImages(true).optSize(14).build();
    assertThat(net.layerNames()).startsWith("conv1", "bn1", "relu", "layer1");
    assertThat(Anatomy.shapes(net))
        .containsEntry("conv1", new Shape(1, 64, 14, 14))
        .containsEntry("layer1", new Shape(1, 256, 14, 14))
        .containsEntry("layer4", new Shape(1, 2048, 2, 2));
  }

  @Test
  void smallImagesGetThroughDownToOnePixel() {
    assertThat(ResNet.builder(18).build().smallest()).isEqualTo(1);
    assertThat(ResNet.builder(50).optSize(1).build().input()).isEqualTo(new Shape(1, 3, 1, 1));
  }

  @Test
  void impossibleVariantsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResNet.builder(20))
        .withMessage("there is no ResNet-20: 18, 34, 50, 101 and 152 are known");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResNet.builder(34).optGroups(32, 4).build())
        .withMessageContaining("ResNeXt-34")
        .withMessageContaining("bottlenecks");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResNet.resNeXt50().optVersion(ResNet.Version.V2).build())
        .withMessageContaining("v1 and v1.5");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ResNet.builder(50).optVersion(ResNet.Version.V2).optSqueezeExcite(true).build())
        .withMessageContaining("squeeze-and-excitation");
  }
}
