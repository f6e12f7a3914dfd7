package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import cnnbook.UserError;
import cnnbook.data.Augment;
import cnnbook.data.LabeledImages;
import cnnbook.data.Split;
import cnnbook.models.LeNet;
import cnnbook.models.NamedParameters;
import cnnbook.models.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
  void twoEpochsTheBestTheHistoryAndTheLockAreKeptAndNothingElse() throws IOException {
    train(builder(sgd()).setEpochs(4).optCheckpoints(folder));
    assertThat(files())
        .containsExactly(".lock", "best.npz", "epoch-0003.npz", "epoch-0004.npz", "history.csv");
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
          .contains(newest + " is not used: it is damaged: ")
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
    assertRefused(builder(sgd()).setNetwork(wide), "filters=6,", "filters=12,");
    assertThat(Files.readAllBytes(folder.resolve("epoch-0001.npz"))).isEqualTo(before);
  }

  @Test
  void checkpointOfOtherImagesOfTheSameSizesIsRefused() {
    LabeledImages all = Toys.stripes(140, 1);
    List<Split> folds = all.kFold(2, 1);
    LabeledImages train = folds.get(0).train();
    train(builder(sgd()).setTrain(train).setEpochs(1).optCheckpoints(folder));
    String was = "data was 70 images of 1×14×12 in 3 classes (digest " + train.digest();
    int[] labels = train.labels();
    labels[0] = (labels[0] + 1) % 3;
    List<String> names = List.of("left", "right", "none");
    for (LabeledImages other :
        List.of(folds.get(1).train(), train.relabelled(labels), renamed(train, names))) {
      assertThat(other).hasToString(train.toString());
      assertRefused(builder(sgd()).setTrain(other), was, " and is ", other.digest());
    }
  }

  @Test
  void checkpointOfOtherValidationImagesOrAnotherMeasureIsRefused() {
    LabeledImages held = Toys.stripes(40, 9);
    Supplier<FitBuilder> builder = () -> builder(sgd()).optValidation(held);
    train(builder.get().setEpochs(1).optCheckpoints(folder));
    assertRefused(builder(sgd()), "validation data was 40 images", " and is none");
    assertRefused(
        builder.get().optValidation(Toys.stripes(40, 8)), "validation data was 40 images");
    assertRefused(
        builder.get().optEarlyStopping(EarlyStopping.onLoss(3)),
        "best epoch was by accuracy, better by more than 0.0 and is by loss");
    Result again =
        train(
            builder
                .get()
                .setEpochs(1)
                .optCheckpoints(folder)
                .optEarlyStopping(EarlyStopping.onAccuracy(7)));
    assertThat(again.start()).as("more patience is the same training").isEqualTo(1);
  }

  @Test
  void checkpointOfAnotherNetworkWithTheSameWeightsIsRefused() {
    train(builder(sgd()).setEpochs(1).optCheckpoints(folder));
    LeNet.Builder maxPool = LeNet.builder().optMaxPool(true).optBatchNorm(true).optClasses(3);
    assertRefused(builder(sgd()).setNetwork(maxPool.build()), " was ReLU and is sigmoid");
    LeNet.Builder relu = LeNet.builder().optRelu(true).optBatchNorm(true).optClasses(3);
    assertRefused(
        builder(sgd()).setNetwork(relu.build()),
        "layer pool1 was max pool 2×2, stride 2 and is average pool 2×2, stride 2");
  }

  @Test
  void checkpointOfANetworkWithMoreWeightsIsRefused() throws IOException {
    Path file = folder.resolve("epoch-0001.npz");
    train(builder(sgd()).setEpochs(1).optCheckpoints(folder));
    rewrite(file, arrays -> arrays.put("weights/head.weight", arrays.get("weights/dense3.bias")));
    assertRefused(builder(sgd()), "weights/head.weight is (3) there and missing here");
  }

  @Test
  void checkpointWithoutPartOfTheOptimizersStateIsRefusedAndNoWeightChanged() throws IOException {
    Path file = folder.resolve("epoch-0001.npz");
    String velocity = "optimizer/dense3.bias.velocity";
    for (Consumer<Map<String, NDArray>> change :
        List.<Consumer<Map<String, NDArray>>>of(
            arrays -> arrays.remove(velocity),
            arrays -> arrays.remove("optimizer/dense3.bias.steps"),
            arrays -> arrays.put(velocity, arrays.get("weights/dense2.bias")),
            arrays -> arrays.put("optimizer/dense3.bias.mean", arrays.get(velocity)))) {
      Files.deleteIfExists(file);
      train(builder(sgd()).setEpochs(1).optCheckpoints(folder));
      rewrite(file, change);
      FitBuilder again = builder(sgd());
      try (NDManager manager = NDManager.newBaseManager()) {
        again.network.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 14, 12));
        List<List<Float>> before = weights(again.network);
        assertRefused(again, "optimizer/dense3.bias.");
        assertThat(weights(again.network)).isEqualTo(before).isNotEmpty();
      }
    }
  }

  @Test
  void checkpointOfAnotherChoiceOfDecayIsRefused() {
    train(decaying("conv1.weight").setEpochs(1).optCheckpoints(folder));
    assertRefused(
        decaying("conv2.weight"), "decay=0.01 of conv1.weight] and is ", "of conv2.weight]");
    Network net = LeNet.modern();
    Decay most = Decay.chosen(net, 0.01, name -> !name.equals("conv1.weight"));
    Decay others = Decay.chosen(net, 0.01, name -> !name.equals("conv2.weight"));
    assertThat(most.toString()).startsWith("0.01 of 9 parameters (digest ");
    assertThat(others.toString()).startsWith("0.01 of 9 parameters (digest ");
    assertThat(most).doesNotHaveToString(others.toString());
    assertThat(Decay.chosen(LeNet.modern(), 0.01, name -> !name.equals("conv1.weight")))
        .hasToString(most.toString());
  }

  private static FitBuilder decaying(String parameter) {
    FitBuilder builder = builder(null);
    return builder.optOptimizer(
        SgdOptimizer.builder()
            .optDecay(Decay.chosen(builder.network, 0.01, parameter::equals))
            .build());
  }

  private static LabeledImages renamed(LabeledImages data, List<String> names) {
    byte[] pixels = new byte[data.size() * data.height() * data.width()];
    for (int i = 0; i < pixels.length; i++) {
      int row = i / data.width();
      pixels[i] = (byte) data.pixel(row / data.height(), 0, row % data.height(), i % data.width());
    }
    return new LabeledImages(1, data.height(), data.width(), pixels, data.labels(), names);
  }

  /** Writes a file again, whole, with other arrays. */
  private static void rewrite(Path file, Consumer<Map<String, NDArray>> change) throws IOException {
    try (NDManager manager = NDManager.newBaseManager()) {
      Checkpoint old = read(manager, file);
      Map<String, NDArray> arrays = new LinkedHashMap<>(old.arrays());
      change.accept(arrays);
      try (OutputStream out = Files.newOutputStream(file)) {
        new Checkpoint(old.settings(), old.rows(), old.step(), arrays).write(out);
      }
    }
  }

  private static Checkpoint read(NDManager manager, Path file) {
    try {
      return Checkpoint.read(manager, file);
    } catch (Checkpoint.Unusable e) {
      throw new AssertionError(e);
    }
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

  private void assertRefused(FitBuilder builder, String... reasons) {
    assertThatThrownBy(() -> builder.setEpochs(1).optCheckpoints(folder).build())
        .isInstanceOf(UserError.class)
        .hasMessageContaining("it belongs to another training: ")
        .hasMessageContainingAll(reasons);
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
      return new Result(
          start, history.rows().stream().map(History.Row::loss).toList(), weights(builder.network));
    }
  }

  private static List<List<Float>> weights(Block network) {
    List<List<Float>> weights = new ArrayList<>();
    NamedParameters.of(network)
        .values()
        .forEach(
            p -> {
              List<Float> values = new ArrayList<>();
              for (float value : p.getArray().toFloatArray()) {
                values.add(value);
              }
              weights.add(values);
            });
    return weights;
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
