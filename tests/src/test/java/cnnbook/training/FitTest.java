package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import cnnbook.UserError;
import cnnbook.data.DataSets;
import cnnbook.data.LabeledImages;
import cnnbook.models.LeNet;
import cnnbook.models.Network;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FitTest {
  private static final LabeledImages TRAIN = Toys.stripes(70, 1);
  private static final LabeledImages TEST = Toys.stripes(50, 2);

  @AfterEach
  void clearTheInterruptFlag() {
    Thread.interrupted();
  }

  @Test
  void lossFallsAndUnseenImagesAreRecognised() {
    try (Fit fit = stripes().setEpochs(8).optValidation(TEST).build()) {
      History history = fit.run();
      assertThat(history.rows()).hasSize(8);
      assertThat(history.last().loss()).isLessThan(0.3 * history.rows().get(0).loss());
      assertThat(history.last().valAccuracy()).isGreaterThan(0.9);
      assertThat(history.interrupted()).isFalse();
    }
  }

  @Test
  void overfits64RealImages() {
    LabeledImages few = DataSets.fashionMnist().train().head(64);
    try (Fit fit =
        Fit.builder()
            .setNetwork(LeNet.modern())
            .setTrain(few)
            .setEpochs(80)
            .setBatchSize(16)
            .setLearningRate(0.1)
            .build()) {
      assertThat(fit.run().last().loss()).isLessThan(0.05);
      assertThat(fit.confusion(few).accuracy()).isEqualTo(1.0);
    }
  }

  @Test
  void sameSeedGivesTheSameLossesToTheLastBit() {
    List<Double> first = losses(7);
    assertThat(losses(7)).isEqualTo(first);
    assertThat(losses(8)).isNotEqualTo(first);
  }

  @Test
  void runningTwiceContinues() {
    try (Fit once = stripes().setEpochs(4).build();
        Fit twice = stripes().setEpochs(2).build()) {
      History whole = once.run();
      twice.run();
      assertThat(losses(twice.run())).isEqualTo(losses(whole));
    }
  }

  @Test
  void interruptStopsAfterTheBatchAndKeepsTheFinishedEpochs() {
    List<String> events = new ArrayList<>();
    Hook interrupter =
        new Hook() {
          @Override
          public void onBatch(Batch batch) {
            events.add(batch.epoch() + "." + batch.number());
            if (batch.epoch() == 2 && batch.number() == 3) {
              Thread.currentThread().interrupt();
            }
          }

          @Override
          public void onStop(History history) {
            events.add("stop " + history.rows().size() + " " + history.interrupted());
          }
        };
    try (Fit fit = stripes().setEpochs(5).optHook(interrupter).build()) {
      History history = fit.run();
      assertThat(history.rows()).hasSize(1);
      assertThat(history.interrupted()).isTrue();
      assertThat(events).endsWith("2.2", "2.3", "stop 1 true");
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      assertThat(fit.predict(TEST)).hasSize(TEST.size());
    }
  }

  @Test
  void hooksSeeEveryBatchAndEpoch() {
    List<Integer> batches = new ArrayList<>();
    List<Integer> epochs = new ArrayList<>();
    Hook counter =
        new Hook() {
          @Override
          public void onBatch(Batch batch) {
            assertThat(batch.batches()).isEqualTo(9);
            assertThat(batch.loss().getAsDouble()).isPositive();
            batches.add(batch.number());
          }

          @Override
          public void onEpoch(History history) {
            epochs.add(history.last().epoch());
          }
        };
    try (Fit fit = stripes().setEpochs(2).optHook(counter).build()) {
      fit.run();
    }
    assertThat(batches).hasSize(18).startsWith(1, 2, 3).endsWith(8, 9);
    assertThat(epochs).containsExactly(1, 2);
  }

  @Test
  void predictionsAgreeWithTheReportedAccuracy() {
    try (Fit fit = stripes().setEpochs(1).optValidation(TEST).build()) {
      History history = fit.run();
      int[] guesses = fit.predict(TEST);
      int right = 0;
      for (int i = 0; i < guesses.length; i++) {
        right += guesses[i] == TEST.label(i) ? 1 : 0;
      }
      assertThat(history.last().valAccuracy()).isEqualTo(right / (double) guesses.length);
      assertThat(fit.confusion(TEST).accuracy()).isEqualTo(history.last().valAccuracy());
    }
  }

  @Test
  void nothingOfABatchStaysInNativeMemory() {
    Network net = LeNet.builder().optModern(true).optClasses(Toys.CLASSES.size()).build();
    try (Fit fit = stripes().setNetwork(net).optValidation(TEST).build()) {
      NDManager manager = net.layer("conv1").getParameters().valueAt(0).getArray().getManager();
      // The first run adds one gradient for each parameter.
      fit.run();
      int before = manager.getManagedArrays().size();
      fit.run();
      fit.predict(TEST);
      assertThat(manager.getManagedArrays()).hasSize(before);
    }
  }

  @Test
  void lossThatIsNoNumberStopsWithTheLearningRate() {
    try (Fit fit = stripes().setEpochs(3).setLearningRate(1e20).build()) {
      assertThatThrownBy(fit::run)
          .isInstanceOf(UserError.class)
          .hasMessageContaining("diverged at learning rate 1.0E20");
    }
  }

  @Test
  void withoutValidationImagesTheirColumnsAreEmpty() {
    try (Fit fit = stripes().setEpochs(1).build()) {
      History history = fit.run();
      assertThat(history.last().valAccuracy()).isNaN();
      assertThat(history.table().doubleColumn("val loss").countMissing()).isEqualTo(1);
    }
  }

  @Test
  void oneImageAndABatchLargerThanTheDataTrain() {
    try (Fit fit = stripes().setTrain(TRAIN.head(1)).setBatchSize(256).setEpochs(3).build()) {
      History history = fit.run();
      assertThat(history.last().step()).isEqualTo(3);
      assertThat(history.last().loss()).isLessThan(history.rows().get(0).loss());
    }
  }

  @Test
  void imagesOfTheWrongKindAreRefusedBeforeTraining() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stripes().setNetwork(LeNet.builder().optChannels(3).build()).build())
        .withMessageContaining("optChannels(1)");
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stripes().setBatchSize(0).build())
        .withMessage("setBatchSize: at least 1, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stripes().setLearningRate(Float.NaN).build())
        .withMessage("setLearningRate: a number above 0, not NaN");
    assertThatThrownBy(() -> stripes().setTrain(null).build()).hasMessage("setTrain is missing");
  }

  private static List<Double> losses(long seed) {
    try (Fit fit = stripes().setEpochs(2).optSeed(seed).build()) {
      return losses(fit.run());
    }
  }

  private static List<Double> losses(History history) {
    return history.rows().stream().map(History.Row::loss).toList();
  }

  private static FitBuilder stripes() {
    Network net = LeNet.builder().optModern(true).optClasses(Toys.CLASSES.size()).build();
    return Fit.builder()
        .setNetwork(net)
        .setTrain(TRAIN)
        .setEpochs(1)
        .setBatchSize(8)
        .setLearningRate(0.1)
        .optDevice(Device.cpu());
  }
}
