package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class NiNTest {

  @Test
  void stagesHaveTheBooksSizes() {
    Network net = NiN.builder().optChannels(1).optClasses(10).build();
    assertThat(Nets.stages(net, net.input()))
        .hasToString(
            "{block1=96×54×54, pool1=96×26×26, block2=256×26×26, pool2=256×12×12,"
                + " block3=384×12×12, pool3=384×5×5, dropout=384×5×5, block4=10×5×5, avgpool=10}");
  }

  @Test
  void parametersAreThoseOfTheConvolutionsAlone() {
    long block1 = (11 * 11 * 3 + 1) * 96 + 2 * (96 + 1) * 96;
    long block2 = (5 * 5 * 96 + 1) * 256 + 2 * (256 + 1) * 256;
    long block3 = (3 * 3 * 256 + 1) * 384 + 2 * (384 + 1) * 384;
    long block4 = (3 * 3 * 384 + 1) * 1000 + 2 * (1000 + 1) * 1000;
    assertThat(Nets.learned(NiN.builder())).isEqualTo(block1 + block2 + block3 + block4);
  }

  @Test
  void aBlockKeepsTheSizeAfterItsFirstConvolution() {
    assertThat(Nets.stages(new NinBlock(4, 5, 3, 1), new Shape(1, 2, 15, 12)))
        .hasToString("{0=4×5×4, 1=4×5×4, 2=4×5×4, 3=4×5×4, 4=4×5×4, 5=4×5×4}");
  }

  @Test
  void everyClassMapBeginsAwakeUnlessItIsD2lsForm() {
    assertThat(biases(NiN.builder(), "block4.4")).containsOnly(1);
    assertThat(biases(NiN.builder(), "block4.2")).containsOnly(0);
    assertThat(biases(D2l.niN(), "block4.4")).containsOnly(0);
  }

  private static float[] biases(NiN.Builder builder, String layer) {
    Network net = builder.optWidth(0.1).optSize(67).build();
    try (NDManager manager = NDManager.newBaseManager()) {
      net.initialize(manager, DataType.FLOAT32, net.input());
      return net.layer(layer).getDirectParameters().get("bias").getArray().toFloatArray();
    }
  }
}
