package cnnbook.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResizeTest {
  private static LabeledImages image(int c, int h, int w, int... pixels) {
    byte[] bytes = new byte[pixels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) pixels[i];
    }
    int n = pixels.length / (c * h * w);
    return new LabeledImages(c, h, w, bytes, new int[n], List.of("a"));
  }

  private static int[] pixels(LabeledImages images) {
    byte[] bytes = images.pixels();
    int[] pixels = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      pixels[i] = bytes[i] & 0xFF;
    }
    return pixels;
  }

  @Test
  void growingInterpolatesBetweenPixelCentres() {
    // New centres at 0.25, 0.75, 1.25, 1.75 of old ones at 0.5 and 1.5.
    assertThat(pixels(image(1, 1, 2, 0, 200).resize(1, 4))).containsExactly(0, 50, 150, 200);
    assertThat(pixels(image(1, 2, 1, 0, 200).resize(4, 1))).containsExactly(0, 50, 150, 200);
  }

  @Test
  void shrinkingWeighsAllOldPixelsByATriangle() {
    // Half as wide: the triangle reaches 2 pixels; weights 1, 3, 3, 1, at the edge without the
    // first.
    int[] shrunk = pixels(image(1, 1, 6, 0, 70, 140, 210, 140, 70).resize(1, 3));
    assertThat(shrunk)
        .containsExactly(
            Math.round((3 * 0 + 3 * 70 + 140) / 7f),
            Math.round((70 + 3 * 140 + 3 * 210 + 140) / 8f),
            Math.round((210 + 3 * 140 + 3 * 70) / 7f));
  }

  @Test
  void aThinLineDoesNotVanishWhenTheImageShrinks() {
    int[] line = new int[64];
    line[25] = 255;
    int[] shrunk = pixels(image(1, 1, 64, line).resize(1, 8));
    assertThat(java.util.Arrays.stream(shrunk).sum()).isBetween(30, 34);
  }

  @Test
  void channelsAndImagesStayApart() {
    int[] planes = {10, 10, 10, 10, 200, 200, 200, 200, 30, 30, 30, 30, 77, 77, 77, 77};
    assertThat(pixels(image(2, 2, 2, planes).resize(1, 3)))
        .containsExactly(10, 10, 10, 200, 200, 200, 30, 30, 30, 77, 77, 77);
  }

  @Test
  void sameSizeChangesNothing() {
    int[] pixels = {0, 255, 3, 128, 127, 9};
    assertThat(pixels(image(1, 2, 3, pixels).resize(2, 3))).containsExactly(pixels);
  }

  @Property(tries = 200)
  void anEvenImageStaysEvenInEverySize(
      @ForAll @ByteRange byte value,
      @ForAll @IntRange(min = 1, max = 40) int from,
      @ForAll @IntRange(min = 1, max = 40) int to) {
    byte[] even = new byte[from * 3];
    java.util.Arrays.fill(even, value);
    assertThat(Resize.planes(even, from, 3, to, 5)).containsOnly(value).hasSize(5 * to);
  }

  /** The whole picture scaled, then the middle cut out. */
  @Property(tries = 300)
  void middleIsThatOfTheWholePictureScaledToTheByte(
      @ForAll @IntRange(min = 1, max = 60) int h,
      @ForAll @IntRange(min = 1, max = 60) int w,
      @ForAll @IntRange(min = 1, max = 20) int height,
      @ForAll @IntRange(min = 1, max = 20) int width,
      @ForAll @IntRange(min = 1, max = 8) int eighths,
      @ForAll long seed) {
    Assume.that(h != height || w != width);
    BufferedImage picture = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(seed);
    for (int i = 0; i < h * w; i++) {
      picture.setRGB(i % w, i / w, random.nextInt());
    }
    double share = eighths / 8.0;
    long boxH = Math.round(height / share);
    long boxW = Math.round(width / share);
    boolean tall = boxH * w < boxW * h;
    int toH = (int) (tall ? boxW * h / w : boxH);
    int toW = (int) (tall ? boxW : boxH * w / h);
    byte[] whole = Resize.planes(Picture.planes(picture, 3), h, w, toH, toW);
    int top = (int) Math.rint((toH - height) / 2.0);
    int left = (int) Math.rint((toW - width) / 2.0);
    byte[] middle = Picture.middle(picture, 3, height, width, share);
    assertThat(middle).hasSize(3 * height * width);
    for (int i = 0; i < middle.length; i++) {
      int row = i / width % height + top + i / width / height * toH;
      assertThat(middle[i]).isEqualTo(whole[row * toW + i % width + left]);
    }
  }

  @Test
  void aSizeThatNoArrayHoldsIsRefusedWithTheWayOut() {
    LabeledImages images =
        new LabeledImages(1, 1, 1, new byte[9], new int[9], java.util.List.of("only"));
    assertThatThrownBy(() -> images.resize(20_000, 20_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("20000×20000")
        .hasMessageContaining("optSize");
  }

  @Test
  void aSizeBelow1IsRefused() {
    assertThatThrownBy(() -> image(1, 1, 1, 3).resize(0, 4)).hasMessageContaining("0×4");
  }

  @Test
  void greyBecomesThreeEqualChannels() {
    LabeledImages rgb = image(1, 1, 2, 1, 2, 3, 4).rgb();
    assertThat(rgb.channels()).isEqualTo(3);
    assertThat(pixels(rgb)).containsExactly(1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4);
    assertThat(rgb.rgb()).isSameAs(rgb);
    assertThatThrownBy(() -> image(2, 1, 1, 3, 4).rgb()).hasMessageContaining("2 channels");
  }

  @Test
  void augmentedImagesAreRoundedAndCutOffAndFollowTheSeed() {
    LabeledImages one = image(1, 1, 3, 0, 100, 255);
    Augmentation more = (image, random) -> image.values()[1] *= 3;
    assertThat(pixels(one.augmented(more, 0))).containsExactly(0, 255, 255);
    assertThat(pixels(one.augmented(Augment.of(), 0))).containsExactly(0, 100, 255);
    Augmentation cut = Augment.shift(0, 2);
    assertThat(pixels(one.augmented(cut, 4))).containsExactly(pixels(one.augmented(cut, 4)));
  }
}
