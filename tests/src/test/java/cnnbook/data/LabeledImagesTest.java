package cnnbook.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabeledImagesTest {
  private static final List<String> CLASSES = List.of("cat", "dog", "owl");

  /** Four images of 3×2×5, pixel = position. */
  private final LabeledImages images = images(3, 2, 5, 2, 0, 1, 2);

  private static LabeledImages images(int c, int h, int w, int... labels) {
    byte[] pixels = new byte[labels.length * c * h * w];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (2 * i);
    }
    return new LabeledImages(c, h, w, pixels, labels, CLASSES);
  }

  @Test
  void pixelsAreUnsignedAndInTheOrderNchw() {
    assertThat(images.pixel(0, 0, 0, 4)).isEqualTo(8);
    assertThat(images.pixel(0, 0, 1, 0)).isEqualTo(10);
    assertThat(images.pixel(0, 1, 0, 0)).isEqualTo(20);
    assertThat(images.pixel(1, 0, 0, 0)).isEqualTo(60);
    assertThat(images.pixel(3, 2, 1, 4)).isEqualTo(238);
  }

  @Test
  void subsetKeepsItsOrderAndItsRepetitions() {
    LabeledImages some = images.subset(2, 0, 2);
    assertThat(some.labels()).containsExactly(1, 2, 1);
    assertThat(some.pixel(2, 1, 0, 3)).isEqualTo(images.pixel(2, 1, 0, 3));
    assertThat(some.pixel(1, 1, 0, 3)).isEqualTo(images.pixel(0, 1, 0, 3));
    assertThat(images.head(3).labels()).containsExactly(2, 0, 1);
    assertThat(images.head(0).size()).isZero();
  }

  @Test
  void otherLabelsChangeNothingElse() {
    LabeledImages others = images.relabelled(1, 1, 2, 0);
    assertThat(others.labels()).containsExactly(1, 1, 2, 0);
    assertThat(images.labels()).containsExactly(2, 0, 1, 2);
    assertThat(others.bytes(3)).isEqualTo(images.bytes(3));
    assertThatThrownBy(() -> images.relabelled(1, 1, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> images.relabelled(1, 1, 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("label of image 3 is 3");
  }

  @Test
  void nothingThatIsHandedOutOrInChangesTheImages() {
    byte[] pixels = {1, 2};
    int[] labels = {0, 1};
    LabeledImages two = new LabeledImages(1, 1, 1, pixels, labels, CLASSES);
    pixels[0] = 9;
    labels[0] = 2;
    two.labels()[1] = 2;
    two.bytes(1)[0] = 9;
    assertThat(two.labels()).containsExactly(0, 1);
    assertThat(two.pixel(0, 0, 0, 0)).isEqualTo(1);
    assertThat(two.pixel(1, 0, 0, 0)).isEqualTo(2);
  }

  @Test
  void pictureHasTheImagesColours() {
    int rgb = images.image(1).getRGB(4, 1) & 0xFFFFFF;
    int expected =
        images.pixel(1, 0, 1, 4) << 16 | images.pixel(1, 1, 1, 4) << 8 | images.pixel(1, 2, 1, 4);
    assertThat(rgb).isEqualTo(expected);
  }

  @Test
  void pictureOfAGreyImageIsAsBrightAsTheImage() {
    LabeledImages grey = images(1, 3, 5, 0, 1);
    assertThat(grey.image(1).getRGB(2, 1) & 0xFFFFFF).isEqualTo(grey.pixel(1, 0, 1, 2) * 0x010101);
  }

  @Test
  void twoChannelsAreNoPicture() {
    assertThatThrownBy(() -> images(2, 3, 5, 0).image(0)).hasMessageContaining("2 channels");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PyTorch", "MXNet"})
  void arraysHoldTheSameNumbersOnBothEngines(String engine) {
    String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    assumeTrue(
        engine.equals("PyTorch") || platform.equals("Linux amd64"),
        "MXNet publishes its CPU library for Linux on x86-64 only");
    try (NDManager manager = NDManager.newBaseManager(null, engine)) {
      NDArray x = images.images(manager);
      assertThat(Engine.getEngine(engine).getEngineName()).isEqualTo(engine);
      assertThat(x.getShape()).isEqualTo(new Shape(4, 3, 2, 5));
      assertThat(x.getDataType()).isEqualTo(DataType.FLOAT32);
      assertThat(x.getFloat(3, 2, 1, 4)).isEqualTo(238 / 255f);
      assertThat(x.getFloat(1, 0, 1, 3)).isEqualTo(images.pixel(1, 0, 1, 3) / 255f);
      assertThat(x.max().getFloat()).isLessThanOrEqualTo(1f);
      NDArray y = images.labels(manager);
      assertThat(y.getDataType()).isEqualTo(DataType.INT64);
      assertThat(y.toLongArray()).containsExactly(2, 0, 1, 2);
    }
  }

  @Test
  void wrongNumbersAreRefusedWithWhatWasExpected() {
    assertThatThrownBy(() -> new LabeledImages(1, 2, 3, new byte[11], new int[2], CLASSES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 labels and images of 1×2×3 need 12 bytes of pixels, found 11");
    assertThatThrownBy(() -> new LabeledImages(1, 0, 3, new byte[0], new int[2], CLASSES))
        .hasMessageContaining("1×0×3");
    assertThatThrownBy(() -> new LabeledImages(1, 1, 1, new byte[2], new int[] {0, 3}, CLASSES))
        .hasMessage("label of image 1 is 3, expected 0 to 2 (3 classes)");
    assertThatThrownBy(
            () -> new LabeledImages(1 << 16, 1 << 16, 1 << 16, new byte[0], new int[1], CLASSES))
        .hasMessageContaining("281474976710656 bytes");
  }

  @Test
  void indicesOutsideAreRefusedWithTheSizes() {
    assertThatThrownBy(() -> images.pixel(0, 0, 2, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("(0, 0, 2, 0)")
        .hasMessageContaining("(4, 3, 2, 5)");
    assertThatThrownBy(() -> images.subset(1, 4)).hasMessageContaining("image 4 of 4");
    assertThatThrownBy(() -> images.label(-1)).hasMessageContaining("image -1 of 4");
    assertThatThrownBy(() -> images.head(5)).hasMessage("head(5) of 4 images");
  }

  @Test
  void splitOfDifferentKindsIsRefused() {
    assertThatThrownBy(() -> new Split(images, images(1, 2, 5, 0)))
        .hasMessageContaining("3×2×5")
        .hasMessageContaining("1×2×5");
  }
}
