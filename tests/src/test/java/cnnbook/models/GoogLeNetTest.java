package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoogLeNetTest {

  @Test
  void parametersAreAsManyAsPublished() {
    assertThat(Nets.learned(GoogLeNet.builder())).isEqualTo(6_624_904);
    assertThat(Nets.learned(GoogLeNet.paper())).isEqualTo(6_998_552);
    assertThat(Nets.learned(GoogLeNet.paperBatchNormalized())).isEqualTo(7_005_832);
    assertThat(Nets.learned(GoogLeNet.builder().optAuxiliary(true))).isEqualTo(13_004_888);
  }

  @Test
  void stagesHaveThePapersSizesInEveryVariant() {
    for (var builder :
        List.of(GoogLeNet.builder(), GoogLeNet.paper(), GoogLeNet.paperBatchNormalized())) {
      Network net = builder.build();
      assertThat(Nets.stages(net, net.input()))
          .hasToString(
              "{conv1=64×112×112, maxpool1=64×56×56, conv2=64×56×56, conv3=192×56×56,"
                  + " maxpool2=192×28×28, inception3a=256×28×28, inception3b=480×28×28,"
                  + " maxpool3=480×14×14, inception4a=512×14×14, inception4b=512×14×14,"
                  + " inception4c=512×14×14, inception4d=528×14×14, inception4e=832×14×14,"
                  + " maxpool4=832×7×7, inception5a=832×7×7, inception5b=1024×7×7, avgpool=1024,"
                  + " dropout=1024, fc=1000}");
    }
  }

  @Test
  void parametersHaveTorchvisionsNames() {
    assertThat(Nets.parameterShapes(GoogLeNet.builder().optAuxiliary(true)))
        .containsEntry("conv1.conv.weight", new Shape(64, 3, 7, 7))
        .containsEntry("conv1.bn.gamma", new Shape(64))
        .containsEntry("inception3a.branch1.conv.weight", new Shape(64, 192, 1, 1))
        .containsEntry("inception3a.branch2.0.conv.weight", new Shape(96, 192, 1, 1))
        .containsEntry("inception3a.branch2.1.conv.weight", new Shape(128, 96, 3, 3))
        .containsEntry("inception3a.branch3.0.conv.weight", new Shape(16, 192, 1, 1))
        .containsEntry("inception3a.branch3.1.conv.weight", new Shape(32, 16, 3, 3))
        .containsEntry("inception3a.branch4.1.conv.weight", new Shape(32, 192, 1, 1))
        .containsEntry("aux1.conv.conv.weight", new Shape(128, 512, 1, 1))
        .containsEntry("aux2.conv.conv.weight", new Shape(128, 528, 1, 1))
        .containsEntry("aux2.fc1.weight", new Shape(1024, 2048))
        .containsEntry("aux2.fc2.bias", new Shape(1000))
        .containsEntry("fc.weight", new Shape(1000, 1024));
  }

  @Test
  void thePapersThirdPathSees5x5Pixels() {
    assertThat(Nets.parameterShapes(GoogLeNet.paper()))
        .containsEntry("inception3a.branch3.1.conv.weight", new Shape(32, 16, 5, 5))
        .containsEntry("inception3a.branch3.1.conv.bias", new Shape(32))
        .doesNotContainKey("conv1.bn.gamma");
    assertThat(Nets.parameterShapes(GoogLeNet.paperBatchNormalized()))
        .containsEntry("inception3a.branch3.1.bn.beta", new Shape(32))
        .doesNotContainKey("inception3a.branch3.1.conv.bias");
  }

  @Test
  void auxiliaryHeadsSpeakInTrainingOnlyAndInTheirOrder() {
    for (var builder :
        List.of(GoogLeNet.builder(), GoogLeNet.paper(), GoogLeNet.paperBatchNormalized())) {
      Network net = builder.optAuxiliary(true).optWidth(0.0625).optClasses(3).build();
      try (NDManager manager = NDManager.newBaseManager()) {
        NDArray x = manager.randomNormal(new Shape(2, 3, 224, 224));
        net.initialize(manager, DataType.FLOAT32, x.getShape());
        float value = 1;
        for (String last : List.of("fc", "aux1.fc2", "aux2.fc2")) {
          answerAlways(net.layer(last), value++);
        }
        var store = new ParameterStore(manager, false);
        NDList trained = net.forward(store, new NDList(x), true);
        assertThat(trained).extracting(NDArray::getShape).containsOnly(new Shape(2, 3));
        assertThat(trained).extracting(logits -> logits.getFloat(0, 0)).containsExactly(1f, 2f, 3f);
        assertThat(net.forward(store, new NDList(x), false)).hasSize(1);
      }
    }
  }

  /** A last layer whose logits are all this value. */
  private static void answerAlways(Block last, float value) {
    last.getDirectParameters().get("weight").getArray().muli(0);
    last.getDirectParameters().get("bias").getArray().muli(0).addi(value);
  }

  @Test
  void headsAreFedBehindTheirModules() {
    Network net = GoogLeNet.builder().optAuxiliary(true).optSize(96).build();
    assertThat(Nets.output(net.layer("aux1"), new Shape(2, 512, 6, 6)))
        .isEqualTo(new Shape(2, 1000));
    assertThat(net.layerNames().indexOf("aux1")).isEqualTo(net.layerNames().indexOf("avgpool") - 2);
  }

  @Test
  void transformedInputIsWhatTorchvisionsWeightsExpect() {
    Network net = GoogLeNet.builder().optTransformInput(true).build();
    try (NDManager manager = NDManager.newBaseManager()) {
      // A pixel of 0.8 in each channel, normalized with ImageNet's mean and deviation.
      float[] pixel = {
        (0.8f - 0.485f) / 0.229f, (0.8f - 0.456f) / 0.224f, (0.8f - 0.406f) / 0.225f
      };
      NDArray x = manager.create(pixel, new Shape(1, 3, 1, 1));
      float[] y =
          net.layer("transform_input")
              .forward(new ParameterStore(manager, false), new NDList(x), false)
              .singletonOrThrow()
              .toFloatArray();
      assertThat(y).containsExactly(new float[] {0.6f, 0.6f, 0.6f}, within(1e-6f));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GoogLeNet.builder().optChannels(1).optTransformInput(true).build())
        .withMessageContaining("3 channels")
        .withMessageContaining("not 1");
  }

  @Test
  void aModuleKeepsTheSizeAndAddsUpItsPaths() {
    Inception module = new Inception(2, 3, 5, 4, 7, 6);
    assertThat(Nets.output(module, new Shape(3, 9, 8, 5))).isEqualTo(new Shape(3, 20, 8, 5));
  }

  @Test
  void imagesAsSmallAsTorchvisionsAreTaken() {
    assertThat(GoogLeNet.builder().build().smallest()).isEqualTo(15);
  }
}
