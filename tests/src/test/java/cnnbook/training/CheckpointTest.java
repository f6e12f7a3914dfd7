package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import cnnbook.UserError;
import cnnbook.data.Augment;
import cnnbook.models.LeNet;
import cnnbook.models.NamedParameters;
import cnnbook.models.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  @TempDir private Path folder;

  @AfterEach
  void clearTheInterruptFlag() {
    Thread.interrupted();
  }

  @Test
  void trainingStoppedInItsThirdEpochEndsAsIfItHadNeverStopped() {
    for (Supplier<ResumableOptimizer> optimizer : optimizers()) {
      Result whole = train(builder(optimizer.get()).setEpochs(5));
      Path saved = folder.resolve(optimizer.get().toString());
      Result part =
          train(builder(optimizer.get()).setEpochs(5).optCheckpoints(saved).optHook(stopIn(3)));
      assertThat(part.losses()).hasSize(2);
      Result rest = train(builder(optimizer.get()).setEpochs(5).optCheckpoints(saved));
      assertThat(rest.losses()).isEqualTo(whole.losses());
      assertThat(rest.weights()).isEqualTo(whole.weights());
    }
  }

  @Test
  void finishedTrainingIsNotRepeated() {
    Result first = train(builder(sgd()).setEpochs(2).optCheckpoints(folder));
    List<String> batches = new ArrayList<>();
    Hook counter =
        new Hook() {
          @Override
          public void onBatch(Batch batch) {
            batches.add("again");
          }
        };
    Result again = train(builder(sgd()).setEpochs(2).optCheckpoints(folder).optHook(counter));
    assertThat(again.losses()).isEqualTo(first.losses());
    assertThat(again.weights()).isEqualTo(first.weights());
    assertThat(batches).isEmpty();
  }

  @Test
  void twoEpochsTheBestAndTheHistoryAreKeptAndNothingElse() throws IOException {
    train(builder(sgd()).setEpochs(4).optCheckpoints(folder));
    assertThat(files())
        .containsExactly("best.npz", "epoch-0003.npz", "epoch-0004.npz", "history.csv");
    assertThat(Files.readAllLines(folder.resolve("history.csv"))).hasSize(5);
  }

  @Test
  void damagedCheckpointGivesWayToTheOneBefore() throws IOException {
    Result whole = train(builder(sgd()).setEpochs(3).optCheckpoints(folder));
    Path newest = folder.resolve("epoch-0003.npz");
    byte[] bytes = Files.readAllBytes(newest);
    for (byte[] damaged :
        List.of(Arrays.copyOf(bytes, bytes.length / 2), flipped(bytes), new byte[0])) {
      Files.write(newest, damaged);
      PrintStream console = System.out;
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
      Result again;
      try {
        again = train(builder(sgd()).setEpochs(3).optCheckpoints(folder));
      } finally {
        System.setOut(console);
      }
      assertThat(said.toString(StandardCharsets.UTF_8))
          .contains(newest + " is not used: it cannot be read")
          .contains("goes on behind epoch 2");
      assertThat(again.start()).isEqualTo(2);
      assertThat(again.weights()).isEqualTo(whole.weights());
    }
  }

  @Test
  void checkpointOfAnotherTrainingIsRefusedWithTheReasonAndKept() throws IOException {
    train(builder(sgd()).setEpochs(1).optCheckpoints(folder));
    byte[] before = Files.readAllBytes(folder.resolve("epoch-0001.npz"));
    assertRefused(builder(sgd()).setBatchSize(16), "batch size was 8 and is 16");
    assertRefused(builder(sgd()).optSeed(43), "seed was 42 and is 43");
    assertRefused(builder(sgd()).setLearningRate(0.05), "the learning rate of epoch 1 was 0.1");
    assertRefused(builder(SgdOptimizer.builder().build()), "optimizer was SGD[momentum=0.9");
    assertRefused(
        builder(sgd()).optClip(Clip.byNorm(2)), "clipping was None[] and is ByNorm[max=2.0]");
    assertRefused(builder(sgd()).optLoss(Losses.crossEntropy(0.1)), "smoothed by 0.1");
    Network wide = LeNet.builder().optModern(true).optClasses(3).optWidth(2).build();
    assertRefused(builder(sgd()).setNetwork(wide), "weights/conv1.weight is (6, 1, 5, 5) there");
    assertThat(Files.readAllBytes(folder.resolve("epoch-0001.npz"))).isEqualTo(before);
  }

  @Test
  void bestEpochIsTheOneWithTheHighestAccuracy() {
    try (Fit fit =
        builder(sgd())
            .setEpochs(6)
            .optValidation(Toys.stripes(40, 9))
            .optCheckpoints(folder)
            .build()) {
      History history = fit.run();
      double best =
          history.rows().stream().mapToDouble(History.Row::valAccuracy).max().orElseThrow();
      int epoch = fit.restoreBest();
      assertThat(history.rows().get(epoch - 1).valAccuracy()).isEqualTo(best);
      assertThat(fit.confusion(Toys.stripes(40, 9)).accuracy()).isEqualTo(best);
    }
  }

  @Test
  void bestEpochWithoutAFolderSaysWhatIsMissing() {
    try (Fit fit = builder(sgd()).setEpochs(1).build()) {
      fit.run();
      assertThatThrownBy(fit::restoreBest)
          .isInstanceOf(UserError.class)
          .hasMessageContaining("the best epoch was not saved");
    }
  }

  private void assertRefused(FitBuilder builder, String reason) {
    assertThatThrownBy(() -> builder.setEpochs(1).optCheckpoints(folder).build())
        .isInstanceOf(UserError.class)
        .hasMessageContaining(reason);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] flipped = bytes.clone();
    flipped[bytes.length / 3] ^= 0x40;
    return flipped;
  }

  private static List<Supplier<ResumableOptimizer>> optimizers() {
    return List.of(
        CheckpointTest::sgd,
        () -> AdamOptimizer.builder().optDecay(Decay.all(1e-4)).build(),
        () -> AdamOptimizer.builder().optDecoupled(true).optDecay(Decay.all(1e-2)).build());
  }

  private static ResumableOptimizer sgd() {
    return SgdOptimizer.builder().optMomentum(0.9).optNesterov(true).build();
  }

  private static Hook stopIn(int epoch) {
    return new Hook() {
      @Override
      public void onBatch(Batch batch) {
        if (batch.epoch() == epoch && batch.number() == 2) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }

  private record Result(int start, List<Double> losses, List<List<Float>> weights) {}

  private static Result train(FitBuilder builder) {
    try (Fit fit = builder.build()) {
      int start = fit.history().rows().size();
      History history = fit.run();
      List<List<Float>> weights = new ArrayList<>();
      NamedParameters.of(builder.network)
          .values()
          .forEach(
              p -> {
                List<Float> values = new ArrayList<>();
                for (float value : p.getArray().toFloatArray()) {
                  values.add(value);
                }
                weights.add(values);
              });
      return new Result(start, history.rows().stream().map(History.Row::loss).toList(), weights);
    }
  }

  private static FitBuilder builder(ResumableOptimizer optimizer) {
    Network net = LeNet.builder().optModern(true).optBatchNorm(true).optClasses(3).build();
    return Fit.builder()
        .setNetwork(net)
        .setTrain(Toys.stripes(70, 1))
        .setBatchSize(8)
        .setLearningRate(0.1)
        .optAugmentation(Augment.crop(1))
        .optOptimizer(optimizer)
        .optDevice(Device.cpu());
  }
}
