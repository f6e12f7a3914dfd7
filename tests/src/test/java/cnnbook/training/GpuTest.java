package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import cnnbook.UserError;
import cnnbook.data.DataSets;
import cnnbook.data.LabeledImages;
import cnnbook.models.LeNet;
import cnnbook.models.Network;
import cnnbook.models.Zoo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a GPU can show; skipped with a line where there is none. */
@Tag("gpu")
class GpuTest {
  @TempDir private Path folder;

  @BeforeEach
  void requireAGpu() {
    assumeTrue(Devices.best().isGpu(), "no GPU that works: " + Devices.describe());
  }

  @Test
  void trainingOnTheGpuGivesTheLossesOfTheCpu() throws Exception {
    for (String name : List.of("lenet-modern", "resnet8")) {
      EngineTwin.save(name, folder);
      List<Double> cpu = EngineTwin.losses(name, folder, Device.cpu());
      List<Double> gpu = EngineTwin.losses(name, folder, Device.gpu());
      for (int i = 0; i < cpu.size(); i++) {
        assertThat(gpu.get(i))
            .as("%s, step %d", name, i)
            .isCloseTo(cpu.get(i), withinPercentage(0.1));
      }
    }
  }

  /** A batch that no card holds: its first layer alone gives some terabytes. */
  @Test
  void memoryThatDoesNotSufficeIsToldAndTrainingGoesOnWithSmallerBatches() {
    LabeledImages images = DataSets.fashionMnist().train();
    Network wide = Zoo.builder("vgg16").optChannels(1).optClasses(10).build();
    try (Fit fit = fit(wide, images, 224, images.size())) {
      assertThatThrownBy(fit::run)
          .isInstanceOf(UserError.class)
          .hasMessageContaining("has not enough memory for batches of 10000 images")
          .hasMessageContaining("at once fit");
    }
    try (Fit fit = fit(LeNet.modern(), images, 28, 256)) {
      assertThat(fit.run().last().loss()).isLessThan(2.5);
    }
  }

  private static Fit fit(Network network, LabeledImages images, int size, int batch) {
    return Fit.builder()
        .setNetwork(network)
        .setTrain(images)
        .optSize(size)
        .setEpochs(1)
        .setBatchSize(batch)
        .setLearningRate(0.01)
        .optDevice(Device.gpu())
        .build();
  }
}
