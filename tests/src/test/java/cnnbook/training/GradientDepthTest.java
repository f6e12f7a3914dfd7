package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import cnnbook.data.DataSets;
import cnnbook.data.LabeledImages;
import cnnbook.models.Network;
import cnnbook.models.Zoo;
import java.util.DoubleSummaryStatistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;

/**
 * He and others, "Deep Residual Learning", 2016: gradients of a deep plain network at its start
 * differ by powers of ten between its first and last layers, those of a residual one do not.
 */
class GradientDepthTest {

  @Test
  void gradientsOfDeepPlainNetworksDifferFarMoreThanOfResidualOnes() {
    assertThat(spread("plain20")).isGreaterThan(2 * spread("resnet20"));
  }

  @Test
  @Tag("slow")
  void moreSoWith56Layers() {
    double plain = spread("plain56");
    assertThat(plain).isGreaterThan(50 * spread("resnet56"));
    assertThat(plain).isGreaterThan(10 * spread("plain20"));
  }

  /** The largest gradient norm of a convolution at the start over the smallest. */
  private static double spread(String name) {
    LabeledImages images = DataSets.fashionMnist().train().head(16);
    Network net = Zoo.builder(name).optWidth(0.5).optChannels(1).optSize(28).build();
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager()) {
      manager.getEngine().setRandomSeed(5);
      net.initialize(manager, DataType.FLOAT32, net.input());
      try (Probe probe =
          Probe.builder()
              .setNetwork(net)
              .optLayers(path -> false)
              .run(images.images(manager), images.labels(manager))) {
        DoubleSummaryStatistics norms = new DoubleSummaryStatistics();
        for (Row row : probe.table()) {
          if (row.getString("kind").equals(Measure.WEIGHT_GRADIENT_NORM.toString())
              && row.getString("layer").contains("conv")) {
            norms.accept(row.getDouble("value"));
          }
        }
        return norms.getMax() / norms.getMin();
      }
    }
  }
}
