package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
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
import java.util.concurrent.atomic.AtomicBoolean;
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

  /** A network in which a pass may be disturbed. */
  private abstract static class Around extends Composite {
    private final Block inner = child("net", lenet());

    @Override
    public <T> T flow(Flow<T> f, T x) {
      return f.run(inner, x);
    }
  }

  /** A device that has memory for so many images in training. */
  private static final class Small extends Around {
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
        fit(lenet(), 20)
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
    FitBuilder builder = fit(lenet(), 20).setEpochs(2).optHook(failing);
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
    FitBuilder builder = fit(lenet(), 20).setEpochs(2).optHook(late);
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

  /** Counts its passes in inference mode and interrupts the first. */
  private static final class Evaluated extends Around {
    private int evaluations;

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
      if (!training && evaluations++ == 0) {
        Thread.currentThread().interrupt();
      }
      return super.forwardInternal(store, inputs, training, params);
    }
  }

  @Test
  void anInterruptStopsAnEvaluationAfterItsBatch() {
    Evaluated net = new Evaluated();
    try (Fit fit = fit(net, 20).optValidation(Toys.stripes(600, 2)).build()) {
      History broken = fit.run();
      assertThat(net.evaluations).isEqualTo(1);
      assertThat(broken.rows()).isEmpty();
      assertThat(broken.interrupted()).isTrue();
      assertThat(fit.run().last().valAccuracy()).isBetween(0.0, 1.0);
      assertThat(net.evaluations).isEqualTo(1 + 3);
    }
  }

  /** A device that has memory for so many images in inference. */
  private static final class SmallAfterwards extends Around {
    private final List<Long> batches = new ArrayList<>();

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
      long images = inputs.head().getShape().get(0);
      if (!training) {
        batches.add(images);
      }
      if (images > 20) {
        throw new EngineException("CUDA out of memory.");
      }
      return super.forwardInternal(store, inputs, training, params);
    }
  }

  @Test
  void anEvaluationThatRunsOutOfMemoryIsDoneInTheTrainingsBatches() {
    SmallAfterwards net = new SmallAfterwards();
    try (Fit fit = fit(net, 20).optValidation(TRAIN).build()) {
      assertThat(fit.run().last().valAccuracy()).isBetween(0.0, 1.0);
      assertThat(net.batches).containsExactly(40L, 20L, 20L);
      assertThat(fit.predict(TRAIN)).hasSize(40);
      assertThat(net.batches).hasSize(5);
    }
  }

  @Test
  void aStepThatFailedLeavesNoGradientsToTheNext() {
    AtomicBoolean failed = new AtomicBoolean();
    Hook failing =
        new Hook() {
          @Override
          public void onBackward(Batch batch, Block network) {
            if (!failed.getAndSet(true)) {
              throw new IllegalStateException("failed on purpose");
            }
          }
        };
    try (Fit whole = fit(lenet(), 20).build();
        Fit broken = fit(lenet(), 20).optHook(failing).build()) {
      assertThatThrownBy(broken::run).hasMessage("failed on purpose");
      assertThat(broken.run().last().loss()).isEqualTo(whole.run().last().loss());
      assertThat(weights(broken.network()))
          .usingRecursiveComparison()
          .isEqualTo(weights(whole.network()));
    }
  }

  @Test
  void twoTrainingsOfOneBuilderAreTwo() {
    Block first = lenet();
    Block second = lenet();
    FitBuilder builder = fit(first, 20).optSeed(1);
    try (Fit one = builder.build();
        Fit other = builder.setNetwork(second).optSeed(2).optValidation(TRAIN).build()) {
      List<float[]> before = weights(second);
      assertThat(one.run().last().valLoss()).isNaN();
      assertThat(one.network()).isSameAs(first);
      assertThat(weights(second)).usingRecursiveComparison().isEqualTo(before);
      assertThat(other.run().last().valLoss()).isPositive();
      assertThat(weights(second)).usingRecursiveComparison().isNotEqualTo(before);
    }
  }

  @Test
  void everyHookHearsTheEndAndTheFirstFailureIsTheOneThatComes() {
    List<String> ends = new ArrayList<>();
    Hook bad =
        new Hook() {
          @Override
          public void onBatch(Batch batch) {
            throw new IllegalStateException("first");
          }

          @Override
          public void onStop(History history) {
            throw new IllegalStateException("second");
          }
        };
    Hook good =
        new Hook() {
          @Override
          public void onStop(History history) {
            ends.add("end");
          }
        };
    try (Fit fit = fit(lenet(), 20).optHook(bad).optHook(good).build()) {
      Throwable failure = catchThrowableOfType(IllegalStateException.class, fit::run);
      assertThat(failure).hasMessage("first");
      assertThat(failure.getSuppressed()).hasSize(1);
      assertThat(failure.getSuppressed()[0]).hasMessage("second");
      assertThat(ends).containsExactly("end");
    }
  }

  @Test
  void aFailureAfterTheLastEpochLeavesNothingToTrain() {
    AtomicBoolean failed = new AtomicBoolean();
    Hook failing =
        new Hook() {
          @Override
          public void onEpoch(History history) {
            if (history.rows().size() == 2 && !failed.getAndSet(true)) {
              throw new IllegalStateException("failed on purpose");
            }
          }
        };
    try (Fit fit = fit(lenet(), 20).setEpochs(2).optHook(failing).build()) {
      assertThatThrownBy(fit::run).hasMessage("failed on purpose");
      assertThat(fit.run().rows()).hasSize(2);
      assertThat(fit.run().rows()).hasSize(4);
    }
  }

  @Test
  void theLossOfNoBatchIsNoNumberAndNoFailure() {
    List<Double> losses = new ArrayList<>();
    Hook curious =
        new Hook() {
          @Override
          public void onForward(Batch batch, Block network) {
            losses.add(batch.loss().getAsDouble());
          }
        };
    try (Fit fit = fit(lenet(), 20).optHook(curious).build()) {
      fit.run();
    }
    assertThat(losses).hasSize(2);
    assertThat(losses.get(0)).isNaN();
    assertThat(losses.get(1)).isPositive();
  }

  @Test
  void batchNormalizationOfASingleImageSaysWhatToChange() {
    Block net =
        new SequentialBlock()
            .add(Blocks.batchFlattenBlock())
            .add(Linear.builder().setUnits(3).build())
            .add(BatchNorm.builder().build());
    try (Fit fit = fit(net, 13).build()) {
      UserError error = catchThrowableOfType(UserError.class, fit::run);
      assertThat(error).hasMessageContaining("one image");
      assertThat(error.remedy()).contains("setBatchSize from 13");
    }
  }

  @Test
  void aNetworkWhoseTrainingWasRefusedCanBeTrained() {
    Block net = lenet();
    SgdOptimizer sgd =
        SgdOptimizer.builder().optMomentum(0.9).optDecay(Decay.weights(lenet(), 0.1)).build();
    assertThatThrownBy(() -> fit(net, 20).optOptimizer(sgd).build())
        .hasMessageContaining("weight decay was chosen for the parameters of another network");
    try (Fit fit = fit(net, 20).build()) {
      assertThat(fit.run().rows()).hasSize(1);
    }
    assertThatThrownBy(() -> fit(net, 20).build()).hasMessageContaining("build it anew");
  }

  @Test
  void anOptimizerMayServeAgainWhenItsTrainingIsClosed() {
    SgdOptimizer sgd = SgdOptimizer.builder().optMomentum(0.9).build();
    List<Double> losses = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      try (Fit fit = fit(lenet(), 20).optOptimizer(sgd).build()) {
        losses.add(fit.run().last().loss());
      }
    }
    assertThat(losses.get(0)).isEqualTo(losses.get(1));
  }

  @Test
  void imagesThatDoNotGoWithTheNetworkOrEachOtherAreRefusedAtOnce() {
    FitBuilder builder = fit(lenet(), Integer.MAX_VALUE).setSchedule(Schedule.cosine(0.1, 1));
    refused(builder.optValidation(TRAIN.resize(20, 20)), "do not go with training on");
    refused(builder.optValidation(TRAIN.head(0)), "no images");
    builder.optValidation(null);
    Block two = LeNet.builder().optModern(true).optClasses(2).build();
    refused(builder.setNetwork(two), "2 numbers for an image, but the images are of 3 classes");
    try (Fit fit = builder.setNetwork(lenet()).build()) {
      assertThat(fit.run().last().step()).isEqualTo(1);
    }
  }

  private static void refused(FitBuilder builder, String why) {
    assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining(why);
  }

  private static Block lenet() {
    return LeNet.builder().optModern(true).optClasses(3).build();
  }

  private static List<float[]> weights(Block network) {
    return NamedParameters.of(network).values().stream()
        .map(parameter -> parameter.getArray().toFloatArray())
        .toList();
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
