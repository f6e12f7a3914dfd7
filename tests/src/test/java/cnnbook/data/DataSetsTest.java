package cnnbook.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import cnnbook.UserError;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DataSetsTest {
  static Stream<Split> shipped() {
    return Stream.of(DataSets.fashionMnist(), DataSets.mnist());
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void shippedSubsetsHold10000And2000ImagesOf28x28(Split split) {
    assertThat(split.train()).hasToString("10000 images of 1×28×28 in 10 classes");
    assertThat(split.test()).hasToString("2000 images of 1×28×28 in 10 classes");
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void everyTenImagesHoldEveryClassOnce(Split split) {
    for (LabeledImages part : new LabeledImages[] {split.train(), split.test()}) {
      for (int from = 0; from < part.size(); from += 10) {
        int[] block = Arrays.copyOfRange(part.labels(), from, from + 10);
        assertThat(block).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void noImageComesTwiceSoNoTestImageIsATrainingImage(Split split) {
    Set<ByteBuffer> different = new HashSet<>();
    for (LabeledImages part : new LabeledImages[] {split.train(), split.test()}) {
      for (int i = 0; i < part.size(); i++) {
        different.add(ByteBuffer.wrap(part.bytes(i)));
      }
    }
    assertThat(different).hasSize(12_000);
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void noImageIsEmpty(Split split) {
    for (LabeledImages part : new LabeledImages[] {split.train(), split.test()}) {
      for (int i = 0; i < part.size(); i++) {
        assertThat(part.bytes(i)).isNotEqualTo(new byte[784]);
      }
    }
  }

  static Stream<Arguments> fetched() {
    return Stream.of(
        arguments("fashion-mnist", (Supplier<Split>) DataSets::fashionMnistFull),
        arguments("cifar10", (Supplier<Split>) DataSets::cifar10));
  }

  @ParameterizedTest
  @MethodSource("fetched")
  void fullSetThatWasNotFetchedNamesTheCommandThatFetchesIt(String name, Supplier<Split> read) {
    boolean cached = RemoteSet.named(name).missing(Cache.folder()).isEmpty();
    assumeFalse(cached, "the full " + name + " is in this machine's cache");
    assertThatThrownBy(read::get)
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.remedy()).contains("./cnnbook data fetch " + name));
  }

  @Test
  void photographShrinksToTheSquareInItsMiddle() {
    BufferedImage whole = DataSets.photo("cat");
    BufferedImage small = DataSets.photo("cat", 60);
    assertThat(new int[] {small.getWidth(), small.getHeight()}).containsExactly(60, 60);
    // 451 × 300 becomes 90 × 60, of which 15 columns go on either side.
    for (int[] xy : new int[][] {{20, 15}, {30, 45}, {58, 2}}) {
      for (int shift = 0; shift <= 16; shift += 8) {
        int mean = 0;
        for (int i = 0; i < 25; i++) {
          mean += whole.getRGB((xy[0] + 15) * 5 + i % 5, xy[1] * 5 + i / 5) >> shift & 0xFF;
        }
        assertThat(small.getRGB(xy[0], xy[1]) >> shift & 0xFF).isCloseTo(mean / 25, within(24));
      }
    }
  }

  @Test
  void photographThatIsDamagedEmptyOrMissingIsNamed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("cat.jpg");
    byte[] whole = Files.readAllBytes(Manifest.folder().resolve("photos/cat.jpg"));
    for (int length : new int[] {whole.length / 2, 0}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> DataSets.photo(file))
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith(file + ": expected a PNG or JPEG picture, found: ")
          .asString()
          .endsWith("\nRestore the file.");
    }
    Files.delete(file);
    assertThatThrownBy(() -> DataSets.photo(file))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file.toString());
  }

  @Test
  void photographOfNoPixelsIsRefused() {
    assertThatThrownBy(() -> DataSets.photo("cat", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1");
  }
}
