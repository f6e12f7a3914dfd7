package cnnbook.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cnnbook.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
  private static final List<String> CLASSES = List.of("a", "b", "c");
  private static final byte[] PIXELS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, (byte) 255};

  /** Two images of 3×2. */
  private static final byte[] IMAGES = IdxFiles.raw(PIXELS, 2, 3, 2);

  private static final byte[] LABELS = IdxFiles.raw(new byte[] {2, 0}, 2);

  @TempDir private Path folder;

  @Test
  void rawAndPackedFilesAreReadAlike() throws IOException {
    for (byte[] images : List.of(IMAGES, IdxFiles.gzip(IMAGES))) {
      LabeledImages read = Idx.read(images(images), labels(LABELS), CLASSES);
      assertThat(read).hasToString("2 images of 1×3×2 in 3 classes");
      assertThat(read.labels()).containsExactly(2, 0);
      assertThat(read.pixel(1, 0, 2, 1)).isEqualTo(255);
      assertThat(read.pixel(0, 0, 2, 0)).isEqualTo(4);
    }
  }

  @Test
  void differentNumbersOfImagesAndLabelsAreRefused() throws IOException {
    byte[] three = IdxFiles.raw(new byte[] {2, 0, 1}, 3);
    refused(images(IMAGES), labels(three), "labels: expected 2 labels", "images, found 3");
  }

  @Test
  void labelWithoutAClassIsRefused() throws IOException {
    byte[] wrong = IdxFiles.raw(new byte[] {2, 3}, 2);
    refused(
        images(IMAGES), labels(wrong), "labels: expected labels from 0 to 2, found 3 at index 1");
  }

  @Test
  void labelsInPlaceOfImagesAreRefused() throws IOException {
    refused(
        images(LABELS), labels(LABELS), "in 3 dimension(s), which begins 00 00 08 03, found 00 00");
  }

  @Test
  void valuesThatAreNotUnsignedBytesAreRefused() throws IOException {
    byte[] ints = IMAGES.clone();
    ints[2] = 0x0C;
    refused(images(ints), labels(LABELS), "found 00 00 0c 03");
  }

  @Test
  void sizeThatNoMemoryHoldsIsRefusedBeforeItIsAllocated() throws IOException {
    byte[] huge = IdxFiles.raw(PIXELS, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    refused(images(huge), labels(LABELS), "images: expected 99035203", "2147483647×2147483647");
    refused(images(IdxFiles.gzip(huge)), labels(LABELS), "found a truncated file of at most");
  }

  @Test
  void negativeSizeIsRefused() throws IOException {
    byte[] negative = IdxFiles.raw(PIXELS, -2, -3, 2);
    refused(images(negative), labels(LABELS), "found 4294967294×4294967293×2");
  }

  @Test
  void packedFileThatUnpacksToMoreThanMemoryIsRefused() throws IOException {
    // Random bytes do not shrink: so large a file could unpack to these sizes, as far as one knows.
    int rows = (int) (Runtime.getRuntime().maxMemory() / 1_000_000) + 1;
    byte[] noise = new byte[rows * 1000 + 100_000];
    new java.util.Random(7).nextBytes(noise);
    byte[] bomb = IdxFiles.gzip(IdxFiles.raw(noise, 1, rows, 1_000_000));
    refused(images(bomb), labels(LABELS), "expected a file that fits into memory");
  }

  @Test
  void emptyFileAndMissingFileAreNamed() throws IOException {
    refused(images(new byte[0]), labels(LABELS), "images: ", "found an empty file");
    refused(folder.resolve("nothing"), labels(LABELS), "nothing is not there");
  }

  @Test
  void bytesAfterTheEndOfAPackedFileAreRefused() throws IOException {
    byte[] packed = IdxFiles.gzip(IMAGES);
    for (int more : new int[] {1, 17, 18, 100}) {
      refused(
          images(Arrays.copyOf(packed, packed.length + more)), labels(LABELS), "found more bytes");
    }
  }

  private static void refused(Path images, Path labels, String... parts) {
    assertThatThrownBy(() -> Idx.read(images, labels, CLASSES))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll(parts);
  }

  private Path images(byte[] content) throws IOException {
    return Files.write(folder.resolve("images"), content);
  }

  private Path labels(byte[] content) throws IOException {
    return Files.write(folder.resolve("labels"), content);
  }
}
