package cnnbook.training;

import ai.djl.Device;
import cnnbook.UserError;
import cnnbook.data.DataSets;
import cnnbook.data.LabeledImages;
import cnnbook.models.Zoo;

/** How quickly a device trains a small network. */
public final class Throughput {
  private static final String NETWORK = "resnet20";
  private static final int IMAGES = 512;
  private static final int BATCH = 128;
  private static final int SIZE = 32;

  private Throughput() {}

  /**
   * Trains a ResNet-20 on shipped images of 32×32 pixels with a batch of 128 until the time is up,
   * but for two epochs of 512 images at least. The first epoch is not counted: the engine chooses
   * its ways then.
   *
   * @param seconds about how long
   * @return the best epoch's images a second of forward, backward and step
   * @throws UserError if the device's memory does not suffice, or the thread was interrupted
   */
  public static double imagesPerSecond(Device device, double seconds) {
    LabeledImages images = DataSets.fashionMnist().train().head(IMAGES).resize(SIZE, SIZE);
    int classes = images.classes().size();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    try (Fit fit =
        Fit.builder()
            .setNetwork(Zoo.builder(NETWORK).optChannels(1).optClasses(classes).build())
            .setTrain(images)
            .setEpochs(1)
            .setBatchSize(BATCH)
            .setLearningRate(0.1)
            .optDevice(device)
            .build()) {
      History history = fit.run();
      do {
        history = fit.run();
      } while (System.nanoTime() < end && !history.interrupted());
      return history.rows().stream()
          .skip(1)
          .mapToDouble(History.Row::imagesPerSecond)
          .max()
          .orElseThrow(
              () -> UserError.failed("the measurement was interrupted", "Start it again."));
    }
  }
}
