package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import cnnbook.UserError;
import cnnbook.data.LabeledImages;
import cnnbook.models.Composite;
import cnnbook.models.Flow;
import cnnbook.models.LeNet;
import cnnbook.models.NamedParameters;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings that are interrupted or run out of memory. */
class FitTroubleTest {
  private static final LabeledImages TRAIN = Toys.stripes(40, 1);

  @AfterEach
  void clearTheInterruptFlag() {
    Thread.interrupted();
  }

  /** A device that has memory for so many images in training. */
  private static final class Small extends Composite {
    private final Block inner = child("net", LeNet.builder().optModern(true).optClasses(3).build());
    private final String message;
    private final int images;
    private int passes;
    private final int enough;

    Small(String message, int images, int enough) {
      this.message = message;
      this.images = images;
      this.enough = enough;
    }

    @Override
    public <T> T flow(Flow<T> f, T x) {
      return f.run(inner, x);
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
      NDList results = super.forwardInternal(store, inputs, training, params);
      if (training && passes++ >= enough && inputs.head().getShape().get(0) > images) {
        throw new EngineException(message);
      }
      return results;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CUDA out of memory. Tried to allocate 2.00 GiB",
        "DefaultCPUAllocator: can't allocate memory: you tried to allocate 80000 bytes"
      })
  void outOfMemorySaysWhatFitsAndTheFitStaysUsable(String message) {
    // Epoch 1 has two batches of 20; the second batch of epoch 2 fails.
    Small net = new Small(message, 7, 3);
    try (Fit fit = fit(net, 20).setEpochs(3).build()) {
      UserError error = catchThrowableOfType(UserError.class, fit::run);
      assertThat(error)
          .hasMessage("cpu() has not enough memory for batches of 20 images; 5 at once fit");
      assertThat(error.remedy()).contains("setBatchSize(5) or less");
      assertThat(error).hasCauseInstanceOf(EngineException.class);
      assertThat(fit.history().rows()).hasSize(1);
      assertThat(fit.predict(TRAIN)).hasSize(TRAIN.size());
      NamedParameters.of(net)
          .forEach(
              (name, parameter) ->
                  assertThat(parameter.getArray().getGradient().abs().sum().getFloat())
                      .as(name)
                      .isZero());
    }
  }

  @Test
  void singleImageThatDoesNotFitSaysSo() {
    try (Fit fit = fit(new Small("CUDA out of memory.", 0, 0), 20).build()) {
      assertThatThrownBy(fit::run)
          .isInstanceOf(UserError.class)
          .hasMessageContaining("not enough memory for a single image");
    }
  }

  @Test
  void otherFailuresOfTheEngineComeAsTheyAre() {
    try (Fit fit = fit(new Small("no kernel image is available", 7, 0), 20).build()) {
      assertThatThrownBy(fit::run)
          .isInstanceOf(EngineException.class)
          .hasMessage("no kernel image is available");
    }
  }

  @Test
  void runAfterAnInterruptGoesOnToTheLastEpochWithTheRatesOfEachStep() {
    SgdOptimizer sgd = SgdOptimizer.builder().build();
    List<String> events = new ArrayList<>();
    Hook hook =
        new Hook() {
          @Override
          public void onBatch(Batch batch) {
            events.add(batch.epoch() + "." + batch.number() + " of " + batch.epochs());
            assertThat(sgd.rate()).isEqualTo(0.1 / batch.step());
            if (events.size() == 3) {
              Thread.currentThread().interrupt();
            }
          }
        };
    FitBuilder builder =
        fit(LeNet.builder().optModern(true).optClasses(3).build(), 20)
            .setEpochs(3)
            .setSchedule((step, perEpoch) -> 0.1 / (step + 1))
            .optOptimizer(sgd)
            .optHook(hook);
    try (Fit fit = builder.build()) {
      History broken = fit.run();
      assertThat(broken.interrupted()).isTrue();
      assertThat(broken.rows()).hasSize(1);
      History whole = fit.run();
      assertThat(whole.interrupted()).isFalse();
      assertThat(whole.rows()).extracting(History.Row::step).containsExactly(2L, 4L, 6L);
      assertThat(whole.rows().get(0)).isEqualTo(broken.rows().get(0));
      assertThat(fit.run().rows()).hasSize(6);
    }
    assertThat(events)
        .startsWith("1.1 of 3", "1.2 of 3", "2.1 of 3", "2.1 of 3", "2.2 of 3", "3.1 of 3")
        .endsWith("6.2 of 6");
  }

  @Test
  void runAfterAFailureGoesOnWithTheStepsOfTheBrokenEpoch() {
    List<Long> steps = new ArrayList<>();
    Hook failing =
        new Hook() {
          private boolean failed;

          @Override
          public void onBatch(Batch batch) {
            steps.add(batch.step());
            if (batch.step() == 3 && !failed) {
              failed = true;
              throw new IllegalStateException("failed on purpose");
            }
          }
        };
    FitBuilder builder =
        fit(LeNet.builder().optModern(true).optClasses(3).build(), 20)
            .setEpochs(2)
            .optHook(failing);
    try (Fit fit = builder.build()) {
      assertThatThrownBy(fit::run).hasMessage("failed on purpose");
      History history = fit.run();
      assertThat(history.rows()).extracting(History.Row::step).containsExactly(2L, 4L);
    }
    assertThat(steps).containsExactly(1L, 2L, 3L, 3L, 4L);
  }

  @Test
  void interruptDuringTheLastEvaluationStopsNothingLater() {
    Hook late =
        new Hook() {
          @Override
          public void onEpoch(History history) {
            Thread.currentThread().interrupt();
          }
        };
    FitBuilder builder =
        fit(LeNet.builder().optModern(true).optClasses(3).build(), 20).setEpochs(2).optHook(late);
    try (Fit fit = builder.build()) {
      History first = fit.run();
      assertThat(first.rows()).hasSize(1);
      assertThat(first.interrupted()).isTrue();
      History second = fit.run();
      assertThat(second.rows()).hasSize(2);
      assertThat(second.interrupted()).isFalse();
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  private static FitBuilder fit(Block net, int batch) {
    return Fit.builder()
        .setNetwork(net)
        .setTrain(TRAIN)
        .setEpochs(1)
        .setBatchSize(batch)
        .setLearningRate(0.1)
        .optDevice(Device.cpu());
  }
}
