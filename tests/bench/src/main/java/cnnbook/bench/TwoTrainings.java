package cnnbook.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Two trainings at once, in JVMs of their own as notebooks have them, against one alone. Half of
 * one's images a second for each would be ideal.
 */
final class TwoTrainings {
  private static final double SECONDS = 1;
  private static final List<String> FLAGS = List.of("-XX:+UseParallelGC");

  private final PrintStream out;

  TwoTrainings(PrintStream out) {
    this.out = out;
  }

  void measure(int rounds) throws IOException {
    for (String batch : List.of("16", "256")) {
      try (Child first = new Child(FLAGS, TrainingJob.class, batch);
          Child second = new Child(FLAGS, TrainingJob.class, batch)) {
        first.answer();
        second.answer();
        measure(batch, first, second, rounds);
      }
    }
  }

  private void measure(String batch, Child first, Child second, int rounds) {
    double[] alone = new double[rounds];
    double[] slower = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      first.ask(SECONDS);
      alone[round] = first.answer();
      first.ask(SECONDS);
      second.ask(SECONDS);
      slower[round] = Math.min(first.answer(), second.answer());
    }
    Arrays.sort(alone);
    Arrays.sort(slower);
    double share = slower[rounds / 2] / (alone[rounds / 2] / 2);
    out.printf(
        Locale.ROOT,
        "%-58s %7.2f          %,.0f of %,.0f images/s, bar ≥ 0.80%s%n",
        "LeNet, batch %s: slower of two at once / half of one alone".formatted(batch),
        share,
        slower[rounds / 2],
        alone[rounds / 2],
        share >= 0.8 ? "" : " MISSED");
  }
}
