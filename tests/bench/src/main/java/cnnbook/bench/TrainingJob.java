package cnnbook.bench;

import cnnbook.data.DataSets;
import cnnbook.models.LeNet;
import cnnbook.training.Fit;
import cnnbook.training.FitBuilder;
import cnnbook.training.Hook;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Trains LeNet with its chart and bar, as a notebook does, for as many seconds as a line of the
 * standard input says; answers each line with the images that it learned from in a second.
 * Argument: the batch size.
 */
final class TrainingJob {
  private final int batch;

  private TrainingJob(int batch) {
    this.batch = batch;
  }

  public static void main(String[] arguments) throws IOException {
    TrainingJob job = new TrainingJob(Integer.parseInt(arguments[0]));
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println(Child.ANSWER + job.rate(2));
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      System.out.println(Child.ANSWER + job.rate(Double.parseDouble(line)));
    }
  }

  private double rate(double seconds) {
    Stopwatch stopwatch = new Stopwatch(seconds);
    FitBuilder builder =
        Fit.builder()
            .setNetwork(LeNet.modern())
            .setTrain(DataSets.fashionMnist().train())
            .setEpochs(1_000)
            .setBatchSize(batch)
            .setLearningRate(0.03)
            .optLive()
            .optHook(stopwatch);
    try (Fit fit = builder.build()) {
      fit.run();
    }
    return stopwatch.batches * batch / stopwatch.elapsed();
  }

  /** Counts batches from the second one on; interrupts the training when the time is over. */
  private static final class Stopwatch implements Hook {
    private final double limit;
    private long start;
    private long end;
    private long batches = -1;

    Stopwatch(double limit) {
      this.limit = limit;
    }

    @Override
    public void onBatch(Batch batch) {
      end = System.nanoTime();
      batches++;
      if (batches == 0) {
        start = end;
      }
      if (elapsed() >= limit) {
        Thread.currentThread().interrupt();
      }
    }

    double elapsed() {
      return (end - start) / 1e9;
    }
  }
}
