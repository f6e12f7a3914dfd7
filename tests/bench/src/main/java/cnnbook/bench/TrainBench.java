package cnnbook.bench;

import cnnbook.data.DataSets;
import cnnbook.data.LabeledImages;
import cnnbook.models.LeNet;
import cnnbook.models.ResNet;
import cnnbook.training.Fit;
import cnnbook.training.FitBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Training by {@link Fit}: against a bare loop in DJL, against PyTorch in Python, its memory, and
 * two trainings at once; two threads. What is compared takes turns, so that whatever else the
 * machine does hits all alike; a ratio is the median over the rounds. Argument: how many rounds
 * (7).
 */
public final class TrainBench {
  static final int THREADS = 2;
  static final double RATE = 0.03;

  /** As many as plan cpu gives LeNet: the last drawing of the chart is one for a whole training. */
  private static final int PLAN_EPOCHS = 15;

  /** Rounds that do not count. */
  private static final int WARM_UP = 2;

  private static final List<String> CLASSES =
      IntStream.range(0, 10).mapToObj(String::valueOf).toList();

  /** What, by the clock, by CPU time; medians. */
  static final String FORMAT = "%-58s %7.2f %7.2f  ";

  /** Fit's chart and bar go to the standard output, which is closed to them. */
  private final PrintStream out = System.out;

  private final LabeledImages clothes = DataSets.fashionMnist().train();
  private final int rounds;

  private TrainBench(int rounds) {
    this.rounds = rounds;
  }

  /** Measures and prints the table. */
  public static void main(String[] arguments) throws IOException {
    System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(THREADS));
    System.setProperty("cnnbook.show", Files.createTempDirectory("cnnbook-bench").toString());
    new TrainBench(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7).measure();
  }

  private void measure() throws IOException {
    // Each network in a Python of its own: what one has allocated must not help the next.
    Optional<Torch> forLenet = Torch.start("train_bench.py", THREADS);
    Optional<Torch> forResnet = Torch.start("train_bench.py", THREADS);
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    out.printf("%-58s %7s %7s%n", "", "clock", "CPU");
    againstBareLoop(256, PLAN_EPOCHS, 0.97);
    againstBareLoop(8, 2, 0.85);
    epochSeconds();
    against(forLenet, this::lenetAgainst);
    against(forResnet, this::resnetAgainst);
    new MemoryOfTraining(out).measure();
    new TwoTrainings(out).measure(rounds);
  }

  private void againstBareLoop(int batch, int epochs, double bar) throws IOException {
    List<Cost> ratios = AgainstBareLoop.ratios(batch, epochs, rounds);
    print("LeNet, batch %d: Fit with chart and bar / bare DJL".formatted(batch), ratios, bar);
  }

  private static void against(Optional<Torch> torch, Consumer<Torch> comparison) {
    if (torch.isPresent()) {
      try (Torch python = torch.get()) {
        comparison.accept(python);
      }
    }
  }

  private void lenetAgainst(Torch python) {
    int batch = 256;
    int steps = 10;
    try (Fit fit = lenet(clothes.head(batch * steps), batch).setEpochs(1).build()) {
      List<Cost> ratios = ratios(fit, python, "lenet", batch, steps);
      print("LeNet, batch %d: Fit / Python's torch".formatted(batch), ratios, 1.5);
    }
  }

  private void resnetAgainst(Torch python) {
    int batch = 64;
    int steps = 12;
    FitBuilder builder =
        Fit.builder()
            .setNetwork(ResNet.builder(18).optSize(32).optClasses(CLASSES.size()).build())
            .setTrain(noise(batch * steps))
            .setEpochs(1)
            .setBatchSize(batch)
            .setLearningRate(RATE);
    try (Fit fit = builder.build()) {
      List<Cost> ratios = ratios(fit, python, "resnet18", batch, steps);
      print("ResNet-18, 32×32, batch %d: Fit / Python's torch".formatted(batch), ratios, 0.9);
    }
  }

  private List<Cost> ratios(Fit fit, Torch python, String network, int batch, int steps) {
    String question = "%s %d %d".formatted(network, batch, steps);
    return ratios(() -> Cost.of(fit::run), () -> Cost.of(python.ask(question)));
  }

  private void epochSeconds() {
    try (Fit fit = lenet(clothes, 256).setEpochs(1).build()) {
      fit.run();
      List<Cost> costs = IntStream.range(0, rounds).mapToObj(i -> Cost.of(fit::run)).toList();
      out.printf(
          Locale.ROOT,
          FORMAT + "fastest %.2f s, bar < 2 s%n",
          "LeNet, batch 256: seconds for an epoch of 10,000 images",
          Cost.quantile(costs, 0.5, Cost::seconds),
          Cost.quantile(costs, 0.5, Cost::cpu),
          Cost.quantile(costs, 0, Cost::seconds));
    }
  }

  private static FitBuilder lenet(LabeledImages images, int batch) {
    return Fit.builder()
        .setNetwork(LeNet.modern())
        .setTrain(images)
        .setBatchSize(batch)
        .setLearningRate(RATE);
  }

  private static LabeledImages noise(int n) {
    byte[] pixels = new byte[n * 3 * 32 * 32];
    Random random = new Random(1);
    random.nextBytes(pixels);
    int[] labels = random.ints(n, 0, CLASSES.size()).toArray();
    return new LabeledImages(3, 32, 32, pixels, labels, CLASSES);
  }

  /** How many times as fast the first is as the second, in each round that counts. */
  private List<Cost> ratios(Supplier<Cost> first, Supplier<Cost> second) {
    List<Cost> ratios = new ArrayList<>();
    for (int round = 0; round < WARM_UP + rounds; round++) {
      boolean turned = round % 2 == 0;
      Cost before = turned ? second.get() : null;
      Cost mine = first.get();
      Cost theirs = turned ? before : second.get();
      ratios.add(theirs.over(mine));
    }
    return ratios.subList(WARM_UP, ratios.size());
  }

  private void print(String what, List<Cost> ratios, double bar) {
    double median = Cost.quantile(ratios, 0.5, Cost::seconds);
    out.printf(
        Locale.ROOT,
        FORMAT + "quartiles %.2f, %.2f, bar ≥ %.2f%s%n",
        what,
        median,
        Cost.quantile(ratios, 0.5, Cost::cpu),
        Cost.quantile(ratios, 0.25, Cost::seconds),
        Cost.quantile(ratios, 0.75, Cost::seconds),
        bar,
        median >= bar ? "" : " MISSED");
  }
}
