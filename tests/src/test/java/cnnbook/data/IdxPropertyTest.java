package cnnbook.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cnnbook.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Damages a valid file in every way that is tried, and expects it to be noticed. */
class IdxPropertyTest {
  private static final byte[] PIXELS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, (byte) 255};

  /** Two images of 3×2. */
  private static final byte[] IMAGES = IdxFiles.raw(PIXELS, 2, 3, 2);

  @Property(tries = 200)
  void everyTruncatedFileIsRefused(@ForAll boolean gzip, @ForAll @IntRange(max = 10_000) int cut)
      throws IOException {
    byte[] whole = gzip ? IdxFiles.gzip(IMAGES) : IMAGES;
    onDisk(Arrays.copyOf(whole, cut % whole.length), IdxPropertyTest::assertRefused);
  }

  @Property(tries = 200)
  void everyExtendedFileIsRefused(
      @ForAll boolean gzip, @ForAll @IntRange(min = 1, max = 50) int more, @ForAll byte filler)
      throws IOException {
    byte[] whole = gzip ? IdxFiles.gzip(IMAGES) : IMAGES;
    byte[] longer = Arrays.copyOf(whole, whole.length + more);
    Arrays.fill(longer, whole.length, longer.length, filler);
    onDisk(longer, IdxPropertyTest::assertRefused);
  }

  @Property(tries = 300)
  void everyFlippedBitOfTheHeaderIsRefused(@ForAll @IntRange(max = 16 * 8 - 1) int bit)
      throws IOException {
    byte[] flipped = IMAGES.clone();
    flipped[bit / 8] ^= (byte) (1 << bit % 8);
    onDisk(flipped, IdxPropertyTest::assertRefused);
  }

  /** Bits that deflate leaves unused may flip: nothing changes then. */
  @Property(tries = 300)
  void noFlippedBitOfAPackedFileGivesOtherValues(@ForAll @IntRange(max = 100_000) int bit)
      throws IOException {
    byte[] flipped = IdxFiles.gzip(IMAGES);
    int at = bit % (flipped.length * 8);
    flipped[at / 8] ^= (byte) (1 << at % 8);
    onDisk(flipped, IdxPropertyTest::assertRefusedOrUnchanged);
  }

  private interface Check {
    void on(Path file);
  }

  /** jqwik knows nothing of JUnit's temporary folders. */
  private static void onDisk(byte[] content, Check check) throws IOException {
    Path file = Files.createTempFile("images", "");
    try {
      Files.write(file, content);
      check.on(file);
    } finally {
      Files.delete(file);
    }
  }

  private static void assertRefusedOrUnchanged(Path file) {
    try {
      assertThat(Idx.read(file, 3).values()).containsExactly(PIXELS);
    } catch (UserError e) {
      assertThat(e).hasMessageContaining(file + ": expected ").hasMessageContaining("found");
    }
  }

  private static void assertRefused(Path file) {
    assertThatThrownBy(() -> Idx.read(file, 3))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(file + ": expected ")
        .hasMessageContaining("found");
  }
}
