package cnnbook.bench;

import cnnbook.data.DataSets;
import cnnbook.models.LeNet;
import cnnbook.training.Fit;
import cnnbook.training.FitBuilder;
import cnnbook.training.History;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * The resident set after 200 and after 2,000 batches, in a JVM whose heap has its full size from
 * the start and that has trained and drawn a chart before, for which Java takes memory once: only
 * the training's native memory can grow.
 */
final class MemoryOfTraining {
  private static final int EPOCHS = 10;
  private static final int BATCHES_PER_EPOCH = 200;
  private static final int BATCH = 50;
  private static final List<String> FLAGS =
      List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");

  private final PrintStream out;

  MemoryOfTraining(PrintStream out) {
    this.out = out;
  }

  void measure() throws IOException {
    try (Child child = new Child(FLAGS, MemoryOfTraining.class)) {
      double early = child.answer();
      double late = child.answer();
      out.printf(
          Locale.ROOT,
          "%-58s %7.2f          %.0f to %.0f MB, bar ≤ 1.05%s%n",
          "LeNet: memory after 2,000 batches / after 200",
          late / early,
          early,
          late,
          late <= 1.05 * early ? "" : " MISSED");
    }
  }

  /** The child process. */
  public static void main(String[] arguments) {
    train(); // does not count
    List<History.Row> rows = train();
    System.out.println(Child.ANSWER + rows.get(0).megabytes());
    System.out.println(Child.ANSWER + rows.get(EPOCHS - 1).megabytes());
  }

  private static List<History.Row> train() {
    FitBuilder builder =
        Fit.builder()
            .setNetwork(LeNet.modern())
            .setTrain(DataSets.fashionMnist().train().head(BATCHES_PER_EPOCH * BATCH))
            .setEpochs(EPOCHS)
            .setBatchSize(BATCH)
            .setLearningRate(0.03)
            .optLive();
    try (Fit fit = builder.build()) {
      return fit.run().rows();
    }
  }
}
