package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlexNetTest {

  @Test
  void parametersAreAsManyAsPublished() {
    assertThat(Nets.learned(AlexNet.builder())).isEqualTo(61_100_840);
  }

  @Test
  void parametersHaveTorchvisionsNames() {
    assertThat(Nets.parameterShapes(AlexNet.builder().optClasses(5)).keySet())
        .containsExactly(
            "features.0.weight",
            "features.0.bias",
            "features.3.weight",
            "features.3.bias",
            "features.6.weight",
            "features.6.bias",
            "features.8.weight",
            "features.8.bias",
            "features.10.weight",
            "features.10.bias",
            "classifier.1.weight",
            "classifier.1.bias",
            "classifier.4.weight",
            "classifier.4.bias",
            "classifier.6.weight",
            "classifier.6.bias");
  }

  @Test
  void stagesHaveThePapersSizes() {
    Network net = AlexNet.builder().build();
    assertThat(Nets.stages((Chain) net.layer("features"), net.input()))
        .containsEntry("0", "64×55×55")
        .containsEntry("2", "64×27×27")
        .containsEntry("3", "192×27×27")
        .containsEntry("5", "192×13×13")
        .containsEntry("6", "384×13×13")
        .containsEntry("8", "256×13×13")
        .containsEntry("10", "256×13×13")
        .containsEntry("12", "256×6×6");
    assertThat(Nets.stages((Chain) net.layer("classifier"), new Shape(1, 9216)))
        .containsEntry("1", "4096")
        .containsEntry("4", "4096")
        .containsEntry("6", "1000");
  }

  @Test
  void largerImagesArePooledToTheSameSize() {
    Network net = AlexNet.builder().build();
    assertThat(Nets.stages(net, new Shape(1, 3, 300, 70)))
        .containsEntry("features", "256×8×1")
        .containsEntry("avgpool", "256×6×6");
    assertThat(net.smallest()).isEqualTo(63);
  }

  @Test
  void thePapersStartHasBiasesOfOneWhereReluShallBegin() {
    Network net = AlexNet.builder().optWidth(0.1).optWeighting(Weighting.ALEXNET).build();
    try (NDManager manager = NDManager.newBaseManager()) {
      net.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 63, 63));
      Map<String, Parameter> parameters = NamedParameters.of(net);
      assertThat(parameters)
          .allSatisfy(
              (name, parameter) -> {
                if (name.endsWith("bias")) {
                  float bias = name.matches("features.(3|8|10).bias|classifier.[14].bias") ? 1 : 0;
                  assertThat(parameter.getArray().toFloatArray()).containsOnly(bias);
                }
              });
      NDArray weights = parameters.get("classifier.1.weight").getArray();
      assertThat(weights.mul(weights).mean().sqrt().getFloat()).isBetween(0.0098f, 0.0102f);
    }
  }
}
