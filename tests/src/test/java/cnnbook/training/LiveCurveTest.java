package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.djl.Device;
import cnnbook.models.LeNet;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapaio.jupyter.kernel.MainApp;

/** A stand-in of a kernel notes what is shown. */
class LiveCurveTest {
  private static final String SAMPLES = "this epoch so far";

  private final PrintStream standardError = System.err;
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final MainApp.Kernel kernel = new MainApp.Kernel();
  @TempDir private Path folder;

  @BeforeEach
  void startTheKernel() {
    MainApp.kernel = kernel;
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void endTheKernel() {
    MainApp.kernel = null;
    System.setErr(standardError);
    Thread.interrupted();
  }

  @Test
  void displayThatFailsEndsNoTrainingAndIsSaidOnce() {
    try (Fit fit = builder().optLive().build()) {
      kernel.failure = new InternalError("no fonts");
      assertThat(fit.run().rows()).hasSize(2);
      assertThat(errors)
          .hasToString("no progress bar: java.lang.InternalError: no fonts%n".formatted());
      kernel.failure = null;
      assertThat(fit.run().rows()).hasSize(4);
    }
    assertThat(lastChart()).contains("training");
  }

  @Test
  void displayThatFailsAtTheEndIsSaidAndTheNextRunShowsAgain() {
    Hook failing =
        new Hook() {
          @Override
          public void onEpoch(History history) {
            kernel.failure = history.rows().size() == 2 ? new InternalError("no fonts") : null;
          }
        };
    try (Fit fit = builder().optLive().optHook(failing).build()) {
      assertThat(fit.run().rows()).hasSize(2);
      assertThat(errors)
          .hasToString("no progress bar: java.lang.InternalError: no fonts%n".formatted());
      assertThat(fit.run().rows()).hasSize(4);
    }
    assertThat(lastChart()).contains("training");
  }

  @Test
  void threadStoppedWhileItShowsMayTrainAgain() {
    try (Fit fit = builder().optLive().optHook(stopThread()).build()) {
      assertThat(catchThrowable(fit::run)).hasRootCauseInstanceOf(ThreadDeath.class);
      kernel.failure = null;
      assertThat(fit.run().rows()).hasSize(4);
    }
  }

  private Hook stopThread() {
    return new Hook() {
      @Override
      public void onEpoch(History history) {
        kernel.failure = history.rows().size() == 2 ? new ThreadDeath() : null;
      }
    };
  }

  @Test
  void resumedTrainingShowsItsEarlierEpochsThoughInterruptedAtOnce() {
    try (Fit fit = builder().optCheckpoints(folder).build()) {
      fit.run();
    }
    Hook interrupt =
        new Hook() {
          @Override
          public void onBatch(Batch batch) {
            Thread.currentThread().interrupt();
          }
        };
    try (Fit fit =
        builder().setEpochs(3).optCheckpoints(folder).optLive().optHook(interrupt).build()) {
      assertThat(fit.run().rows()).hasSize(2);
    }
    assertThat(lastChart()).contains("training");
    assertThat(kernel.calls).anyMatch(call -> call.contains("interrupted"));
  }

  @Test
  void finishedTrainingShowsItsChartOnceAndNoBar() {
    try (Fit fit = builder().optCheckpoints(folder).build()) {
      fit.run();
    }
    try (Fit fit = builder().optCheckpoints(folder).optLive().build()) {
      assertThat(fit.run().rows()).hasSize(2);
    }
    assertThat(kernel.calls).singleElement().asString().contains("image/png", "training");
  }

  @Test
  void curveForgetsTheSamplesOfAnotherTrainingOnly() {
    LiveCurve curve = new LiveCurve();
    try (Fit fit = builder().optHook(curve).build()) {
      fit.run();
      assertThat(lastChart()).contains(SAMPLES);
      fit.run();
      assertThat(lastChart()).contains(SAMPLES);
    }
    try (Fit fit = builder().optHook(curve).build()) {
      curve.onStart(fit);
      curve.onStop(new History(List.of(row()), false));
    }
    assertThat(lastChart()).contains("training").doesNotContain(SAMPLES);
  }

  private static History.Row row() {
    return new History.Row(1, 2, 1.5, 0.4, Double.NaN, Double.NaN, 0.1, 1, 40, 500);
  }

  private String lastChart() {
    return kernel.calls.stream()
        .filter(call -> call.contains("image/png"))
        .reduce((first, second) -> second)
        .orElse("no chart");
  }

  private static FitBuilder builder() {
    return Fit.builder()
        .setNetwork(LeNet.builder().optModern(true).optClasses(3).build())
        .setTrain(Toys.stripes(40, 1))
        .setEpochs(2)
        .setBatchSize(20)
        .setLearningRate(0.1)
        .optDevice(Device.cpu());
  }
}
