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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarBinaryTest {
  @Test
  void recordsAreALabelAndRedGreenAndBluePlanes(@TempDir Path folder) throws IOException {
    byte[] records = CifarFiles.records(9, 0, 3);
    for (byte[] stored : new byte[][] {records, IdxFiles.gzip(records)}) {
      LabeledImages images = CifarBinary.read(Files.write(folder.resolve("data"), stored));
      assertThat(images).hasToString("3 images of 3×32×32 in 10 classes");
      assertThat(images.labels()).containsExactly(9, 0, 3);
      assertThat(images.classes()).element(9).isEqualTo("truck");
      assertThat(images.pixel(2, 0, 0, 5)).isEqualTo(2 * 31 + 5);
      assertThat(images.pixel(1, 0, 3, 2)).isEqualTo(31 + 3 * 32 + 2);
      // One row of 32 and a plane of 1024 are 0 modulo 256 apart from their own offsets.
      assertThat(images.bytes(1)).containsExactly(Arrays.copyOfRange(records, 3074, 6146));
    }
  }

  @Test
  void damagedFilesAreRefusedWithWhatWasExpectedAndFound(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("data_batch_1.bin");
    refused(file, new byte[0], "expected a multiple of 3073 bytes, found 0 bytes");
    refused(file, Arrays.copyOf(CifarFiles.records(1, 2), 5000), "found 5000 bytes (1 records");
    refused(file, CifarFiles.records(1, 10), "expected labels from 0 to 9, found 10 in record 1");
    refused(file, CifarFiles.records(-1), "found 255 in record 0");
    assertThatThrownBy(() -> CifarBinary.read(folder.resolve("nothing")))
        .hasMessageContaining("nothing is not there");
  }

  @Test
  void fileOfAnotherNumberOfRecordsIsRefusedWhereItIsKnown(@TempDir Path folder)
      throws IOException {
    Path file = Files.write(folder.resolve("data"), CifarFiles.records(1, 2, 3));
    assertThat(CifarBinary.read(file, 3).size()).isEqualTo(3);
    assertThatThrownBy(() -> CifarBinary.read(file, 2))
        .isInstanceOf(UserError.class)
        .hasMessage(file + ": expected 2 records of 3073 bytes, found 3");
  }

  @Test
  void packedFileOfMoreThanCifarHasIsNotUnpackedToItsEnd(@TempDir Path folder) throws IOException {
    refused(
        folder.resolve("bomb.gz"),
        IdxFiles.gzip(new byte[60_001 * 3073]),
        "expected an end after at most 60000 records");
  }

  @Property(tries = 100)
  void everyTruncatedOrExtendedFileIsRefused(
      @ForAll boolean gzip, @ForAll @IntRange(min = 1, max = 3000) int bytes) throws IOException {
    byte[] records = CifarFiles.records(1, 2);
    byte[] whole = gzip ? IdxFiles.gzip(records) : records;
    for (int length : new int[] {whole.length - bytes % whole.length, whole.length + bytes}) {
      Path file = Files.createTempFile("cifar", "");
      try {
        if (length != whole.length) {
          refused(file, Arrays.copyOf(whole, length), ": expected ");
        }
      } finally {
        Files.delete(file);
      }
    }
  }

  @Property(tries = 200)
  void noFlippedBitOfAPackedFileGivesOtherImages(@ForAll @IntRange(max = 100_000) int bit)
      throws IOException {
    byte[] records = CifarFiles.records(4, 2);
    byte[] flipped = IdxFiles.gzip(records);
    int at = bit % (flipped.length * 8);
    flipped[at / 8] ^= (byte) (1 << at % 8);
    Path file = Files.createTempFile("cifar", "");
    try {
      Files.write(file, flipped);
      LabeledImages images = CifarBinary.read(file);
      assertThat(images.labels()).containsExactly(4, 2);
      assertThat(images.bytes(1)).containsExactly(Arrays.copyOfRange(records, 3074, 6146));
    } catch (UserError e) {
      assertThat(e).hasMessageContaining(file + ": expected ").hasMessageContaining("found");
    } finally {
      Files.delete(file);
    }
  }

  private static void refused(Path file, byte[] content, String message) throws IOException {
    Files.write(file, content);
    assertThatThrownBy(() -> CifarBinary.read(file))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file + ": expected ")
        .hasMessageContaining("found")
        .hasMessageContaining(message);
  }
}
