package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cnnbook.UserError;
import cnnbook.models.Chain;
import cnnbook.models.Layers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  private static final int CUTS = 20;
  private static final int FLIPS = 32;

  @TempDir private Path temp;
  private Path folder;

  @BeforeEach
  void makeTheFolder() throws IOException {
    folder = Files.createDirectories(temp.resolve("checkpoints"));
  }

  @Test
  void fileCutOffAnywhereOrWithAnyBitFlippedIsDamagedAndTheOneBeforeUsed() throws IOException {
    run(2);
    Path newest = file(2);
    byte[] whole = Files.readAllBytes(newest);
    int end = whole.length - 1;
    for (byte[] damaged : damages(whole)) {
      Files.write(newest, damaged);
      String said = said(() -> assertEpochs(1));
      assertThat(said)
          .as("%d of %d bytes, another at %s", damaged.length, end + 1, other(whole, damaged))
          .contains(newest + " is not used: it is damaged: ")
          .contains("goes on behind epoch 1");
    }
    Files.write(newest, whole);
    assertThat(said(() -> assertEpochs(2))).doesNotContain("damaged");
  }

  @Test
  void emptyFileForeignBytesAndOldFormatsAreDamaged() throws IOException {
    run(1);
    byte[] whole = Files.readAllBytes(file(1));
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);
    byte[] comment = "sha256 ".getBytes(StandardCharsets.US_ASCII);
    for (byte[] bytes : List.of(new byte[0], new byte[500], comment, longer)) {
      Files.write(file(1), bytes);
      assertThat(said(() -> assertEpochs(0))).contains("it is damaged: ");
    }
    Files.delete(file(1));
    Files.createDirectory(file(1));
    assertEpochs(0);
  }

  @Test
  void descriptionWithoutSettingsOrEpochsIsDamaged() throws IOException {
    run(1);
    try (NDManager manager = NDManager.newBaseManager()) {
      Checkpoint whole = read(manager, file(1));
      for (Checkpoint part :
          List.of(
              new Checkpoint(null, whole.rows(), whole.step(), whole.arrays()),
              new Checkpoint(whole.settings(), null, whole.step(), whole.arrays()),
              new Checkpoint(whole.settings(), List.of(), whole.step(), whole.arrays()))) {
        try (OutputStream out = Files.newOutputStream(file(1))) {
          part.write(out);
        }
        assertThat(said(() -> assertEpochs(0)))
            .contains("it is damaged: its description has no settings or no epochs");
      }
    }
  }

  @Test
  void fileIsAZipOfArraysWhoseCommentIsItsChecksum() throws IOException {
    run(1);
    try (ZipFile zip = new ZipFile(file(1).toFile())) {
      assertThat(zip.getComment()).matches("sha256 [0-9a-f]{64}");
      assertThat(zip.stream().map(Object::toString))
          .contains("cnnbook.npy", "weights/dense.weight.npy", "optimizer/dense.bias.velocity.npy");
    }
  }

  @Test
  void restartedTrainingKeepsWhatItWritesBesideDamagedNewerFiles() throws IOException {
    run(5);
    for (int epoch = 4; epoch <= 5; epoch++) {
      Files.write(file(epoch), new byte[] {1, 2, 3});
    }
    assertEpochs(0);
    run(1);
    assertThat(epochs()).containsExactly(1, 4, 5);
    assertEpochs(1);
    run(3);
    assertThat(epochs()).containsExactly(2, 3, 4, 5);
    run(6);
    assertThat(epochs()).containsExactly(5, 6);
  }

  @Test
  void epochsAreOrderedByNumberAndOtherNamesAreLeftAlone() throws IOException {
    List<String> mine = List.of("epoch-7.npz", "epoch-00012.npz", "epoch-0001.npz.old");
    for (String name : mine) {
      Files.writeString(folder.resolve(name), "mine");
    }
    Checkpoints checkpoints = new Checkpoints(folder);
    List<Integer> counts = List.of(998, 999, 9998, 9999, 10_000, 10_001);
    try (NDManager manager = NDManager.newBaseManager()) {
      for (int count : counts) {
        checkpoints.save(of(manager, count), false, new History(List.of(row(count)), false));
        assertThat(newest(checkpoints, manager)).isEqualTo(count);
      }
    }
    assertThat(epochs()).containsExactly(10_000, 10_001);
    for (String name : mine) {
      assertThat(folder.resolve(name)).hasContent("mine");
    }
  }

  @Test
  void damagedBestEpochSaysWhatIsWrongWithIt() throws IOException {
    try (Fit fit = builder(2).build()) {
      assertThatThrownBy(fit::restoreBest)
          .isInstanceOf(UserError.class)
          .hasMessageContaining("no epoch was saved yet");
      fit.run();
      Path best = folder.resolve("best.npz");
      byte[] whole = Files.readAllBytes(best);
      Files.write(best, Arrays.copyOf(whole, whole.length - 1));
      assertThatThrownBy(fit::restoreBest)
          .isInstanceOf(UserError.class)
          .hasMessage(best + " is not used: it is damaged: its end, the checksum, is missing")
          .extracting(e -> ((UserError) e).remedy())
          .asString()
          .doesNotContain("Train for an epoch first");
    }
  }

  private static List<byte[]> damages(byte[] whole) {
    List<byte[]> damages = new ArrayList<>();
    int comment = 71;
    for (int i = 0; i < CUTS; i++) {
      damages.add(Arrays.copyOf(whole, (int) ((long) whole.length * i / CUTS)));
    }
    for (int left : List.of(1, 2, comment, comment + 1, comment + 2, comment + 22)) {
      damages.add(Arrays.copyOf(whole, whole.length - left));
    }
    for (int i = 0; i <= FLIPS; i++) {
      damages.add(flipped(whole, (int) ((whole.length - 1L) * i / FLIPS), i % 8));
    }
    for (int back : List.of(2, comment, comment + 1, comment + 2, comment + 10)) {
      damages.add(flipped(whole, whole.length - back, 0));
    }
    return damages;
  }

  private static byte[] flipped(byte[] whole, int at, int bit) {
    byte[] flipped = whole.clone();
    flipped[at] ^= (byte) (1 << bit);
    return flipped;
  }

  private static int other(byte[] whole, byte[] damaged) {
    return Arrays.mismatch(whole, damaged);
  }

  private void run(int epochs) {
    try (Fit fit = builder(epochs).build()) {
      fit.run();
    }
  }

  /** How many epochs a training that is built now finds done. */
  private void assertEpochs(int count) {
    try (Fit fit = builder(9).build()) {
      assertThat(fit.history().rows()).hasSize(count);
    }
  }

  private FitBuilder builder(int epochs) {
    return Fit.builder()
        .setNetwork(new Chain().layer("flatten", Layers.flatten()).layer("dense", Layers.dense(3)))
        .setTrain(Toys.stripes(9, 1))
        .setEpochs(epochs)
        .setBatchSize(4)
        .setLearningRate(0.01)
        .optOptimizer(SgdOptimizer.builder().optMomentum(0.9).build())
        .optDevice(Device.cpu())
        .optCheckpoints(folder);
  }

  private static String said(Runnable what) {
    PrintStream console = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      what.run();
    } finally {
      System.setOut(console);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  private Path file(int epoch) {
    return folder.resolve("epoch-%04d.npz".formatted(epoch));
  }

  private List<Integer> epochs() {
    return IntStream.rangeClosed(1, 10_002).filter(i -> Files.exists(file(i))).boxed().toList();
  }

  private static int newest(Checkpoints checkpoints, NDManager manager) {
    return checkpoints.latest(manager, any -> {}, new ArrayList<>()).orElseThrow().epoch();
  }

  private static Checkpoint of(NDManager manager, int epoch) {
    NDArray weight = manager.ones(new Shape(2));
    return new Checkpoint(Map.of("seed", "1"), List.of(row(epoch)), epoch, Map.of("w", weight));
  }

  private static History.Row row(int epoch) {
    return new History.Row(epoch, epoch, 1, 1, 1, 1, 0.1, 1, 1, 1);
  }

  private static Checkpoint read(NDManager manager, Path file) {
    try {
      return Checkpoint.read(manager, file);
    } catch (Checkpoint.Unusable e) {
      throw new AssertionError(e);
    }
  }
}
