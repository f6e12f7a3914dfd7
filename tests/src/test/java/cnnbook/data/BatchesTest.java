package cnnbook.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class BatchesTest {
  private static final int N = 23;
  private static final long[] BACKWARDS = LongStream.range(0, N).map(i -> N - 1 - i).toArray();

  private final NDManager manager = NDManager.newBaseManager();
  private final LabeledImages data = data();

  /** All 256 values come, so that every division by 255 is seen. */
  private static LabeledImages data() {
    byte[] pixels = new byte[N * 3 * 5 * 4];
    int[] labels = new int[N];
    new Random(1).nextBytes(pixels);
    for (int i = 0; i < N; i++) {
      labels[i] = i % 7;
    }
    for (int i = 0; i < 256; i++) {
      pixels[i] = (byte) i;
    }
    return new LabeledImages(3, 5, 4, pixels, labels, List.of("a", "b", "c", "d", "e", "f", "g"));
  }

  @AfterEach
  void close() {
    manager.close();
    assertThat(threads()).isEmpty();
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("cnnbook-batches"))
        .toList();
  }

  /** What a pass delivers, batch by batch: size, labels, pixels. */
  private static List<String> pass(Batches batches, NDManager parent, int size, long seed) {
    List<String> seen = new ArrayList<>();
    try (Batches.Epoch epoch = batches.epoch(BACKWARDS, size, seed)) {
      while (epoch.hasNext()) {
        try (NDManager scope = parent.newSubManager()) {
          Batches.Batch batch = epoch.next(scope);
          assertThat(batch.images().getManager()).isSameAs(scope);
          assertThat(batch.labels().getManager()).isSameAs(scope);
          assertThat(batch.labels().getDataType()).isEqualTo(DataType.INT64);
          seen.add(
              batch.images().getShape()
                  + Arrays.toString(batch.labels().toLongArray())
                  + Arrays.toString(batch.images().toFloatArray()));
        }
      }
    }
    return seen;
  }

  private Batches streamed(Augmentation augmentation) {
    return streamed(augmentation, manager);
  }

  private Batches streamed(Augmentation augmentation, NDManager parent) {
    return Batches.builder()
        .setImages(data)
        .setManager(parent)
        .optAugmentation(augmentation)
        .optResidentLimit(0)
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PyTorch", "MXNet"})
  void streamedBatchesAreTheResidentOnesToTheBit(String engine) {
    assumeEngine(engine);
    try (NDManager parent = NDManager.newBaseManager(null, engine);
        Batches resident = Batches.of(data, null, parent);
        Batches streamed = streamed(null, parent);
        Batches augmented = streamed(Augment.of(), parent)) {
      assertThat(resident.isResident()).isTrue();
      assertThat(streamed.isResident()).isFalse();
      List<String> expected = pass(resident, parent, 5, 1);
      assertThat(expected).hasSize(5).last().asString().startsWith("(3, 3, 5, 4)");
      assertThat(pass(streamed, parent, 5, 1)).isEqualTo(expected);
      assertThat(pass(augmented, parent, 5, 1)).isEqualTo(expected);
    }
  }

  @Test
  void batchesHoldTheImagesOfTheOrder() {
    try (Batches batches = Batches.of(data, null, manager);
        Batches.Epoch epoch = batches.epoch(new long[] {4, 2, 4}, 2, 0)) {
      Batches.Batch first = epoch.next(manager);
      assertThat(first.images().getShape()).isEqualTo(new Shape(2, 3, 5, 4));
      assertThat(first.labels().toLongArray()).containsExactly(4, 2);
      assertThat(first.images().getFloat(1, 2, 4, 3)).isEqualTo(data.pixel(2, 2, 4, 3) / 255f);
      assertThat(epoch.next(manager).labels().toLongArray()).containsExactly(4);
      assertThat(epoch.hasNext()).isFalse();
      assertThatThrownBy(() -> epoch.next(manager)).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void batchStaysAsItIsWhileLaterOnesArePrepared() {
    try (Batches batches = streamed(Augment.of());
        Batches.Epoch epoch = batches.epoch(BACKWARDS, 1, 0)) {
      Batches.Batch first = epoch.next(manager);
      float[] before = first.images().toFloatArray();
      while (epoch.hasNext()) {
        epoch.next(manager);
      }
      assertThat(first.images().toFloatArray()).containsExactly(before);
    }
  }

  @Test
  void augmentationFollowsTheSeedAndTheImageAndNotTheOrderOrBatch() {
    Augmentation usual = Augment.of(Augment.flip(), Augment.crop(1), Augment.rotate(10));
    try (Batches batches = streamed(usual)) {
      List<String> once = pass(batches, manager, 5, 7);
      assertThat(pass(batches, manager, 5, 7)).isEqualTo(once);
      assertThat(pass(batches, manager, 5, 8)).isNotEqualTo(once);
      assertThat(image(batches, new long[] {3, 9, 1}, 3, 1))
          .containsExactly(image(batches, new long[] {9}, 1, 0));
    }
  }

  /** The pixels of one image of the first batch. */
  private float[] image(Batches batches, long[] order, int size, int index) {
    try (Batches.Epoch epoch = batches.epoch(order, size, 7);
        NDManager scope = manager.newSubManager()) {
      return epoch.next(scope).images().get(index).toFloatArray();
    }
  }

  @Test
  void batchesAreAugmentedAsThePicturesToLookAtAre() {
    Augmentation moved = Augment.of(Augment.flip(), Augment.shift(2, 2));
    LabeledImages shown = data.augmented(moved, 5);
    try (Batches batches = streamed(moved);
        Batches.Epoch epoch = batches.epoch(LongStream.range(0, N).toArray(), N, 5)) {
      assertThat(epoch.next(manager).images().toFloatArray())
          .containsExactly(shown.images(manager).toFloatArray());
    }
  }

  @Test
  void failureOfAnAugmentationReachesTheTrainingThreadWithItsImage() {
    AtomicInteger calls = new AtomicInteger();
    Augmentation broken =
        (image, random) -> {
          if (calls.incrementAndGet() == 8) {
            throw new ArithmeticException("half a pixel");
          }
        };
    try (Batches batches = streamed(broken);
        Batches.Epoch epoch = batches.epoch(BACKWARDS, 5, 0)) {
      assertThat(epoch.next(manager).labels().size()).isEqualTo(5);
      assertThatThrownBy(() -> epoch.next(manager))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("image 15 ")
          .hasRootCauseMessage("half a pixel");
      assertThat(epoch.hasNext()).isFalse();
    }
  }

  @Test
  void errorOfAnAugmentationReachesTheTrainingThread() {
    Augmentation broken =
        (image, random) -> {
          throw new StackOverflowError();
        };
    try (Batches batches = streamed(broken);
        Batches.Epoch epoch = batches.epoch(BACKWARDS, 5, 0)) {
      assertThatThrownBy(() -> epoch.next(manager)).hasCauseInstanceOf(StackOverflowError.class);
    }
  }

  @Test
  void batchesThatCannotBeUploadedLeaveTheirBuffersToTheNext() {
    try (Batches batches = streamed(Augment.flip());
        Batches.Epoch epoch = batches.epoch(BACKWARDS, 2, 0)) {
      NDManager gone = manager.newSubManager();
      gone.close();
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(() -> epoch.next(gone)).isInstanceOf(IllegalStateException.class);
      }
      long[] labels = epoch.next(manager).labels().toLongArray();
      assertThat(labels).containsExactly(data.label(N - 11), data.label(N - 12));
    }
  }

  @Test
  void epochThatWasEndedSaysWhyItHasNoMoreBatches() {
    for (Batches batches :
        List.of(Batches.of(data, null, manager), streamed(null), resized(-1, manager, 8, 9))) {
      Batches.Epoch first = batches.epoch(BACKWARDS, 2, 0);
      first.next(manager);
      Batches.Epoch second = batches.epoch(BACKWARDS, 2, 0);
      assertThat(first.hasNext()).isFalse();
      assertThatThrownBy(() -> first.next(manager))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "the epoch is over: it or its batches were closed, or a later epoch was begun");
      assertThat(second.next(manager).labels().size()).isEqualTo(2);
      batches.close();
      assertThat(second.hasNext()).isFalse();
      assertThatThrownBy(() -> second.next(manager)).hasMessageContaining("batches were closed");
      assertThatThrownBy(() -> batches.epoch(BACKWARDS, 2, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the batches were closed");
    }
  }

  @Test
  void augmentationThatInterruptsItsThreadIsAFailureAndNoStandstill() {
    Augmentation strange = (image, random) -> Thread.currentThread().interrupt();
    try (Batches batches = streamed(strange);
        Batches.Epoch epoch = batches.epoch(BACKWARDS, 5, 0)) {
      assertThatThrownBy(() -> epoch.next(manager)).hasMessageContaining("interrupted its thread");
    }
  }

  @Test
  void interruptWaitsForTheBatchAndIsKept() {
    CountDownLatch started = new CountDownLatch(1);
    Thread training = Thread.currentThread();
    Augmentation slow =
        (image, random) -> {
          if (started.getCount() > 0) {
            started.countDown();
            training.interrupt();
          }
        };
    try (Batches batches = streamed(slow);
        Batches.Epoch epoch = batches.epoch(BACKWARDS, 5, 0)) {
      assertThat(epoch.next(manager).labels().size()).isEqualTo(5);
      while (started.getCount() > 0) {
        Thread.onSpinWait();
      }
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void closingAnEpochEarlyLeavesNoThread() {
    try (Batches batches = streamed(Augment.flip())) {
      try (Batches.Epoch epoch = batches.epoch(BACKWARDS, 2, 0)) {
        epoch.next(manager);
        assertThat(threads()).hasSize(1);
      }
      assertThat(threads()).isEmpty();
      assertThat(pass(batches, manager, 2, 1)).hasSize(12);
    }
  }

  @Test
  void closingTheBatchesOrStartingAnEpochEndsTheOpenOne() {
    Batches batches = streamed(Augment.flip());
    Batches.Epoch forgotten = batches.epoch(BACKWARDS, 2, 0);
    batches.epoch(BACKWARDS, 2, 0);
    assertThat(forgotten.hasNext()).isFalse();
    assertThat(threads()).hasSize(1);
    batches.close();
    assertThat(threads()).isEmpty();
  }

  @Test
  void closingEndsAnAugmentationThatNeverWaits() {
    long[] many = new long[1_000_000];
    try (Batches batches = streamed(Augment.rotate(5));
        Batches.Epoch epoch = batches.epoch(many, 100_000, 0)) {
      assertThat(epoch.hasNext()).isTrue();
    }
    assertThat(threads()).isEmpty();
  }

  @Test
  void noMoreIsPreparedAheadThanAskedFor() throws InterruptedException {
    AtomicInteger prepared = new AtomicInteger();
    Augmentation counting = (image, random) -> prepared.incrementAndGet();
    try (Batches batches =
            Batches.builder()
                .setImages(data)
                .setManager(manager)
                .optAugmentation(counting)
                .optPrefetch(3)
                .build();
        Batches.Epoch epoch = batches.epoch(BACKWARDS, 2, 0)) {
      epoch.next(manager);
      Thread loader = threads().get(0);
      // One is taken and its buffer given back, so four are ready. A thread that was woken counts
      // as waiting until it runs: only the number says that it has gone on.
      while (prepared.get() < 10 || loader.getState() != Thread.State.WAITING) {
        Thread.sleep(5);
      }
      assertThat(prepared.get()).isEqualTo(10);
    }
  }

  @Test
  void laterEpochsMayHaveLargerBatches() {
    try (Batches resident = Batches.of(data, null, manager);
        Batches streamed = streamed(null)) {
      for (int size : new int[] {2, 7, 100, 3}) {
        assertThat(pass(streamed, manager, size, 0)).isEqualTo(pass(resident, manager, size, 0));
      }
    }
  }

  @Test
  void emptyOrderHasNoBatch() {
    for (Batches batches : List.of(Batches.of(data, null, manager), streamed(null))) {
      try (batches;
          Batches.Epoch epoch = batches.epoch(new long[0], 4, 0)) {
        assertThat(epoch.hasNext()).isFalse();
      }
    }
  }

  @Test
  void imagesLieOnTheDeviceUpToTheLimit() {
    long bytes = 4L * N * 3 * 5 * 4;
    for (long limit : new long[] {bytes, bytes - 1}) {
      try (Batches batches =
          Batches.builder().setImages(data).setManager(manager).optResidentLimit(limit).build()) {
        assertThat(batches.isResident()).isEqualTo(limit == bytes);
      }
    }
    assertThat(FreeMemory.of(manager.getDevice())).isBetween(1L << 20, 1L << 50);
  }

  @ParameterizedTest
  @CsvSource({"PyTorch, 11, 13", "PyTorch, 3, 2", "PyTorch, 5, 9", "MXNet, 11, 3"})
  void batchesAreResizedOnTheDeviceAsTheImagesThemselvesWouldBe(String engine, int h, int w) {
    assumeEngine(engine);
    try (NDManager parent = NDManager.newBaseManager(null, engine);
        Batches resident = resized(-1, parent, h, w);
        Batches streamed = resized(0, parent, h, w);
        Batches before = Batches.of(data.resize(h, w), null, parent)) {
      assertThat(resident.isResident()).isTrue();
      assertThat(streamed.isResident()).isFalse();
      assertThat(pass(streamed, parent, 5, 1)).isEqualTo(pass(resident, parent, 5, 1));
      try (Batches.Epoch one = resident.epoch(BACKWARDS, N, 1);
          Batches.Epoch other = before.epoch(BACKWARDS, N, 1)) {
        float[] values = one.next(parent).images().toFloatArray();
        float[] rounded = other.next(parent).images().toFloatArray();
        for (int i = 0; i < values.length; i++) {
          assertThat(values[i]).isCloseTo(rounded[i], within(0.501f / 255));
        }
      }
    }
  }

  @Test
  void nothingOfAResizedBatchStaysWhenItsScopeIsClosed() {
    try (Batches batches = resized(-1, manager, 8, 9);
        Batches.Epoch epoch = batches.epoch(BACKWARDS, 4, 1)) {
      int before = manager.getManagedArrays().size();
      while (epoch.hasNext()) {
        try (NDManager scope = manager.newSubManager()) {
          epoch.next(scope);
          assertThat(scope.getManagedArrays()).hasSizeLessThanOrEqualTo(3);
        }
      }
      assertThat(manager.getManagedArrays()).hasSize(before);
    }
  }

  private Batches resized(long limit, NDManager parent, int h, int w) {
    Batches.Builder builder = Batches.builder().setImages(data).setManager(parent).optSize(h, w);
    return (limit < 0 ? builder : builder.optResidentLimit(limit)).build();
  }

  private static void assumeEngine(String engine) {
    String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    assumeTrue(
        engine.equals("PyTorch") || platform.equals("Linux amd64"),
        "MXNet publishes its CPU library for Linux on x86-64 only");
  }

  @Test
  void wrongArgumentsAreRefused() {
    for (Batches batches : List.of(Batches.of(data, null, manager), streamed(null))) {
      try (batches) {
        assertThatThrownBy(() -> batches.epoch(new long[] {1, N}, 4, 0))
            .isInstanceOf(IndexOutOfBoundsException.class)
            .hasMessage("image 23 of 23 in the order: expected 0 to 22");
        assertThatThrownBy(() -> batches.epoch(BACKWARDS, 0, 0))
            .hasMessage("the batch size is 0, expected at least 1");
      }
    }
    assertThatThrownBy(() -> Batches.builder().optPrefetch(0)).hasMessageContaining("prefetch");
    assertThatThrownBy(() -> Batches.builder().optResidentLimit(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> Batches.builder().optSize(0, 3)).hasMessageContaining("0×3");
    assertThatThrownBy(() -> Batches.builder().setImages(data).build())
        .hasMessageContaining("setManager");
  }
}
