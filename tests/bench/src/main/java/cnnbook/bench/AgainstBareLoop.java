package cnnbook.bench;

import static java.lang.Double.NaN;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import cnnbook.data.DataSets;
import cnnbook.data.LabeledImages;
import cnnbook.models.LeNet;
import cnnbook.training.Fit;
import cnnbook.training.History;
import cnnbook.viz.Charts;
import cnnbook.viz.Show;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.Table;

/**
 * LeNet trained by {@link Fit} with its chart and bar, against a {@link BareLoop}. The two take
 * turns epoch by epoch, and start from the same weights: how long a step takes depends on its
 * numbers too, by several percent. So much depends on where a JVM's memory comes to lie as well,
 * hence each two rounds are in a JVM of their own.
 */
final class AgainstBareLoop {
  private static final int ROUNDS_OF_A_JVM = 2;

  /** Charts drawn before all, until Java has compiled what draws them. */
  private static final int CHARTS = 500;

  private AgainstBareLoop() {}

  /** How many times as fast as the bare loop, in each round. */
  static List<Cost> ratios(int batch, int epochs, int rounds) throws IOException {
    List<Cost> ratios = new ArrayList<>();
    while (ratios.size() < rounds) {
      try (Child jvm =
          new Child(
              List.of("-XX:+UseParallelGC"),
              AgainstBareLoop.class,
              String.valueOf(batch),
              String.valueOf(epochs))) {
        for (int i = 0; i < ROUNDS_OF_A_JVM; i++) {
          ratios.add(new Cost(jvm.answer(), jvm.answer()));
        }
      }
    }
    return ratios;
  }

  /** The child process: batch size, epochs. */
  public static void main(String[] arguments) {
    int batch = Integer.parseInt(arguments[0]);
    int epochs = Integer.parseInt(arguments[1]);
    System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(TrainBench.THREADS));
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    LabeledImages images = DataSets.fashionMnist().train().head(batch < 32 ? 4_000 : 10_000);
    ratio(images, batch, epochs, 0);
    drawCharts(epochs);
    for (int round = 1; round <= ROUNDS_OF_A_JVM; round++) {
      Cost ratio = ratio(images, batch, epochs, round);
      out.println(Child.ANSWER + ratio.seconds());
      out.println(Child.ANSWER + ratio.cpu());
    }
  }

  private static void drawCharts(int epochs) {
    double[] losses = DoubleStream.iterate(2, loss -> 0.9 * loss).limit(epochs).toArray();
    List<History.Row> rows =
        IntStream.range(0, epochs).mapToObj(i -> row(i + 1, losses[i])).toList();
    Table history = new History(rows, false).table();
    for (int i = 0; i < CHARTS; i++) {
      XYChart loss = Charts.loss(history);
      Charts.addFaint(loss, "this epoch so far", losses, losses);
      Show.chart(loss, Charts.accuracy(history));
    }
  }

  private static History.Row row(int epoch, double loss) {
    return new History.Row(epoch, epoch, loss, 1 - loss / 2, NaN, NaN, TrainBench.RATE, 1, 1, 1);
  }

  private static Cost ratio(LabeledImages images, int batch, int epochs, int seed) {
    try (NDManager weights = NDManager.newBaseManager();
        BareLoop bare = new BareLoop(started(weights, seed), images, batch, TrainBench.RATE)) {
      bare.epoch(); // what is new takes longer
      Turns turns = new Turns(bare::epoch);
      try (Fit fit =
          Fit.builder()
              .setNetwork(started(weights, seed))
              .setTrain(images)
              .setEpochs(epochs)
              .setBatchSize(batch)
              .setLearningRate(TrainBench.RATE)
              .optHook(turns)
              .optLive()
              .build()) {
        Cost both = Cost.of(fit::run);
        return turns.sum().over(both.minus(turns.sum()));
      }
    }
  }

  private static Block started(NDManager owner, int seed) {
    Block network = LeNet.modern();
    Engine.getInstance().setRandomSeed(seed);
    network.initialize(owner, DataType.FLOAT32, new Shape(1, 1, 28, 28));
    return network;
  }
}
