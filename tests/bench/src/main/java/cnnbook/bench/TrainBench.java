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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/**
 * Training by {@link Fit}: against a bare loop in DJL, against PyTorch in Python, its memory, and
 * two trainings at once; two threads. What is compared takes turns, so that whatever else the
 * machine does hits all alike; a ratio is the median over the rounds. Argument: how many rounds
 * (7).
 */
public final class TrainBench {
  private static final int THREADS = 2;
  private static final double RATE = 0.03;
  private static final List<String> CLASSES =
      IntStream.range(0, 10).mapToObj(String::valueOf).toList();

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
    Optional<Torch> torch = Torch.start("train_bench.py", THREADS);
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    out.printf("%-62s %9s  %s%n", "", "median", "quartiles, bar");
    againstBareLoop(256, 3, 0.97);
    againstBareLoop(8, 1, 0.85);
    epochSeconds();
    if (torch.isPresent()) {
      try (Torch python = torch.get()) {
        lenetAgainst(python);
        resnetAgainst(python);
      }
    }
    new MemoryOfTraining(out).measure();
    new TwoTrainings(out).measure(rounds);
  }

  private void againstBareLoop(int batch, int epochs, double bar) {
    LabeledImages images = clothes.head(batch < 32 ? 4_000 : 10_000);
    try (BareLoop bare = new BareLoop(images, batch, RATE)) {
      double[] ratios =
          ratios(
              () -> {
                FitBuilder builder = lenet(images, batch).setEpochs(epochs).optLive();
                try (Fit fit = builder.build()) {
                  return seconds(fit::run);
                }
              },
              () -> seconds(() -> bare.train(epochs)));
      print("LeNet, batch %d: Fit with chart and bar / bare DJL".formatted(batch), ratios, bar);
    }
  }

  private void lenetAgainst(Torch python) {
    int batch = 256;
    int steps = 10;
    try (Fit fit = lenet(clothes.head(batch * steps), batch).setEpochs(1).build()) {
      double[] ratios =
          ratios(() -> seconds(fit::run), () -> python.ask("lenet " + batch + " " + steps));
      print("LeNet, batch %d: Fit / Python's torch".formatted(batch), ratios, 1.5);
    }
  }

  private void resnetAgainst(Torch python) {
    int batch = 64;
    int steps = 3;
    FitBuilder builder =
        Fit.builder()
            .setNetwork(ResNet.builder(18).optSize(32).optClasses(CLASSES.size()).build())
            .setTrain(noise(batch * steps))
            .setEpochs(1)
            .setBatchSize(batch)
            .setLearningRate(RATE);
    try (Fit fit = builder.build()) {
      double[] ratios =
          ratios(() -> seconds(fit::run), () -> python.ask("resnet18 " + batch + " " + steps));
      print("ResNet-18, 32×32, batch %d: Fit / Python's torch".formatted(batch), ratios, 0.9);
    }
  }

  private void epochSeconds() {
    try (Fit fit = lenet(clothes, 256).setEpochs(1).build()) {
      fit.run();
      double[] times = IntStream.range(0, rounds).mapToDouble(i -> seconds(fit::run)).toArray();
      Arrays.sort(times);
      out.printf(
          Locale.ROOT,
          "%-62s %7.2f s  fastest %.2f s, bar < 2 s%n",
          "LeNet, batch 256: an epoch of the shipped Fashion-MNIST",
          times[times.length / 2],
          times[0]);
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

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  /** How many times as fast the first is as the second, in each round after one to warm up. */
  private double[] ratios(DoubleSupplier first, DoubleSupplier second) {
    double[] ratios = new double[rounds];
    for (int round = -1; round < rounds; round++) {
      boolean turned = round % 2 == 0;
      double before = turned ? second.getAsDouble() : Double.NaN;
      double mine = first.getAsDouble();
      double theirs = turned ? before : second.getAsDouble();
      if (round >= 0) {
        ratios[round] = theirs / mine;
      }
    }
    return ratios;
  }

  private void print(String what, double[] ratios, double bar) {
    Arrays.sort(ratios);
    int last = ratios.length - 1;
    double median = ratios[ratios.length / 2];
    out.printf(
        Locale.ROOT,
        "%-62s %9.2f  %.2f – %.2f, bar ≥ %.2f%s%n",
        what,
        median,
        ratios[Math.round(last * 0.25f)],
        ratios[Math.round(last * 0.75f)],
        bar,
        median >= bar ? "" : " MISSED");
  }
}
