package cnnbook.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AugmentTest {
  private static final float[] TWO_BY_THREE = {1, 2, 3, 4, 5, 6};

  private static Pixels pixels(int c, int h, int w, float... values) {
    Pixels image = new Pixels(c, h, w);
    System.arraycopy(values, 0, image.values(), 0, values.length);
    // What an operation does not write must not look like a result.
    Arrays.fill(image.spare(), Float.NaN);
    return image;
  }

  private static Pixels random(int c, int h, int w) {
    Pixels image = pixels(c, h, w);
    RandomGenerator random = Augment.random(3, 3);
    for (int i = 0; i < image.values().length; i++) {
      image.values()[i] = random.nextFloat();
    }
    return image;
  }

  private static float[] after(Augmentation augmentation, Pixels image, long seed) {
    augmentation.apply(image, Augment.random(seed, 0));
    return image.values();
  }

  @Test
  void flipMirrorsEachRow() {
    assertThat(after(Augment.flip(1), pixels(1, 2, 3, TWO_BY_THREE), 0))
        .containsExactly(3, 2, 1, 6, 5, 4);
    assertThat(after(Augment.flip(1), pixels(2, 1, 2, 1, 2, 3, 4), 0)).containsExactly(2, 1, 4, 3);
    assertThat(after(Augment.flip(0), pixels(1, 2, 3, TWO_BY_THREE), 0))
        .containsExactly(TWO_BY_THREE);
  }

  @Test
  void flipMirrorsEverySecondImage() {
    int flipped = 0;
    for (int seed = 0; seed < 1000; seed++) {
      flipped += after(Augment.flip(), pixels(1, 1, 2, 1, 2), seed)[0] == 2 ? 1 : 0;
    }
    assertThat(flipped).isBetween(440, 560);
  }

  @Test
  void movingDownAndRightFillsWithZeros() {
    Pixels image = pixels(1, 2, 3, TWO_BY_THREE);
    new Shift(9, 9, false).move(image, 1, 2);
    assertThat(image.values()).containsExactly(0, 0, 0, 0, 0, 1);
  }

  @Test
  void movingUpAndLeftWorksInEachChannel() {
    Pixels image = pixels(2, 2, 2, 1, 2, 3, 4, 5, 6, 7, 8);
    new Shift(9, 9, false).move(image, -1, -1);
    assertThat(image.values()).containsExactly(4, 0, 0, 0, 8, 0, 0, 0);
  }

  @Test
  void shiftRepeatsTheEdge() {
    Pixels image = pixels(1, 2, 3, TWO_BY_THREE);
    new Shift(9, 9, true).move(image, 1, -1);
    assertThat(image.values()).containsExactly(2, 3, 3, 2, 3, 3);
  }

  @Test
  void movingFartherThanTheImageIsLargeLeavesZerosOrTheCorner() {
    Pixels image = pixels(1, 2, 3, TWO_BY_THREE);
    new Shift(9, 9, true).move(image, 7, -8);
    assertThat(image.values()).containsOnly(3);
    new Shift(9, 9, false).move(image, 0, 5);
    assertThat(image.values()).containsOnly(0);
  }

  @Test
  void cropReachesEveryOffsetAboutEquallyOftenAndNoOther() {
    int[] counts = new int[9];
    for (int seed = 0; seed < 9000; seed++) {
      Pixels image = pixels(1, 3, 3, 0, 0, 0, 0, 1, 0, 0, 0, 0);
      float[] moved = after(Augment.crop(1), image, seed);
      for (int i = 0; i < 9; i++) {
        counts[i] += (int) moved[i];
      }
    }
    assertThat(IntStream.of(counts).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(850, 1150));
  }

  @Test
  void rotationBy90DegreesIsExactAndCounterClockwise() {
    Pixels image = pixels(2, 3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 60, 70, 80, 90);
    Rotation.turn(image, 90);
    assertThat(image.values())
        .containsExactly(3, 6, 9, 2, 5, 8, 1, 4, 7, 30, 60, 90, 20, 50, 80, 10, 40, 70);
    Rotation.turn(image, -90);
    assertThat(image.values())
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 60, 70, 80, 90);
  }

  @Test
  void rotationOfAWideImageKeepsTheMiddleAndBringsZerosIn() {
    Pixels image = pixels(1, 1, 3, 1, 2, 3);
    Rotation.turn(image, 90);
    assertThat(image.values()).containsExactly(0, 2, 0);
  }

  @Test
  void rotationInterpolatesBetweenFourNeighbours() {
    Pixels image = pixels(1, 2, 2, 1, 0, 0, 0);
    Rotation.turn(image, 45);
    // The upper left pixel comes from (0.5 − √½, 0.5): left of the upper edge by √½ − ½.
    double share = (1.5 - Math.sqrt(0.5)) * 0.5;
    assertThat((double) image.values()[0]).isCloseTo(share, within(1e-6));
  }

  @Test
  void rotationStaysWithinItsAngle() {
    Pixels image = random(1, 9, 9);
    float[] before = image.values().clone();
    assertThat(after(Augment.rotate(0), image, 5)).containsExactly(before);
    Pixels dot = pixels(1, 21, 21);
    dot.values()[10 * 21 + 20] = 1;
    Set<Integer> rows = new HashSet<>();
    for (int seed = 0; seed < 200; seed++) {
      Pixels turned = pixels(1, 21, 21, dot.values());
      float[] values = after(Augment.rotate(10), turned, seed);
      for (int i = 0; i < values.length; i++) {
        if (values[i] > 0) {
          rows.add(i / 21);
        }
      }
    }
    // 10·sin(10°) = 1.74 up or down.
    assertThat(rows).containsExactlyInAnyOrder(8, 9, 10, 11, 12);
  }

  @Test
  void brightnessContrastAndSaturationAreTheirFormulas() {
    Pixels image = pixels(1, 1, 3, 0.2f, 0.4f, 0.9f);
    ColourJitter.brighten(image, 1.5f);
    assertThat(image.values()).containsExactly(new float[] {0.3f, 0.6f, 1f}, within(1e-6f));
    Pixels grey = pixels(1, 1, 2, 0.2f, 0.6f);
    ColourJitter.contrast(grey, 0.5f);
    assertThat(grey.values()).containsExactly(new float[] {0.3f, 0.5f}, within(1e-6f));
    Pixels colour = pixels(3, 1, 1, 1f, 0f, 0f);
    ColourJitter.saturate(colour, 0f);
    assertThat(colour.values()).containsExactly(new float[] {.299f, .299f, .299f}, within(1e-6f));
    Pixels strong = pixels(3, 1, 1, .5f, .25f, .25f);
    ColourJitter.saturate(strong, 2f);
    float luma = 0.25f + 0.25f * 0.299f;
    assertThat(strong.values())
        .containsExactly(new float[] {1 - luma, .5f - luma, .5f - luma}, within(1e-6f));
  }

  @Test
  void contrastOfAColourImageIsAboutItsMeanGrey() {
    Pixels image = pixels(3, 1, 2, 1, 0, 0.5f, 0.5f, 0, 0);
    ColourJitter.contrast(image, 0f);
    float luma = 0.299f * 0.5f + 0.587f * 0.5f;
    assertThat(list(image.values())).allSatisfy(v -> assertThat(v).isCloseTo(luma, within(1e-6f)));
  }

  @Test
  void jitterStaysBetween0And1AndWithinItsFactors() {
    float least = 1;
    float most = 0;
    for (int seed = 0; seed < 2000; seed++) {
      float value = after(Augment.jitter(0.4, 0, 0), pixels(1, 1, 1, 0.5f), seed)[0];
      least = Math.min(least, value);
      most = Math.max(most, value);
      assertThat(list(after(Augment.jitter(1, 1, 1), random(3, 4, 5), seed)))
          .allSatisfy(v -> assertThat(v).isBetween(0f, 1f));
    }
    assertThat(least).isBetween(0.3f, 0.302f);
    assertThat(most).isBetween(0.698f, 0.7f);
  }

  @Test
  void cutoutClearsASquareInEachChannelAndIsCutOffAtTheEdge() {
    Pixels image = pixels(2, 3, 4);
    Arrays.fill(image.values(), 1);
    new Cutout(2).cut(image, 1, 2);
    float[] plane = {1, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 1};
    assertThat(Arrays.copyOf(image.values(), 12)).containsExactly(plane);
    assertThat(Arrays.copyOfRange(image.values(), 12, 24)).containsExactly(plane);
    Pixels corner = pixels(1, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    new Cutout(3).cut(corner, 2, 2);
    assertThat(corner.values()).containsExactly(1, 1, 1, 1, 0, 0, 1, 0, 0);
  }

  @Test
  void cutoutsMiddleIsEverywhereAboutEquallyOften() {
    int[] cleared = new int[6];
    for (int seed = 0; seed < 6000; seed++) {
      float[] values = after(Augment.cutout(1), pixels(1, 2, 3, 1, 1, 1, 1, 1, 1), seed);
      for (int i = 0; i < 6; i++) {
        cleared[i] += values[i] == 0 ? 1 : 0;
      }
    }
    assertThat(IntStream.of(cleared).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(850, 1150));
  }

  @Test
  void normalizationSubtractsTheMeanAndDividesByTheDeviation() {
    Augmentation normalize = Augment.normalize(new float[] {1, 2}, new float[] {2, 4});
    assertThat(after(normalize, pixels(2, 1, 2, 1, 3, 4, 10), 0)).containsExactly(0, 1, 0.5f, 2);
  }

  @Test
  void normalizationByTheTrainingImagesGivesMean0AndDeviation1() {
    byte[] bytes = {0, 10, 20, (byte) 250, 3, 7, 90, 91};
    LabeledImages train = new LabeledImages(2, 1, 2, bytes, new int[2], List.of("a"));
    Augmentation normalize = Augment.normalize(train);
    double[] sum = new double[2];
    double[] squares = new double[2];
    for (int i = 0; i < 2; i++) {
      Pixels image = pixels(2, 1, 2);
      train.copy(i, image);
      normalize.apply(image, Augment.random(0, i));
      for (int p = 0; p < 4; p++) {
        sum[p / 2] += image.values()[p];
        squares[p / 2] += image.values()[p] * image.values()[p];
      }
    }
    assertThat(sum).containsExactly(new double[] {0, 0}, within(1e-5));
    assertThat(squares).containsExactly(new double[] {4, 4}, within(1e-4));
    // Channel 0 holds 0, 10, 3, 7: mean 5, variance 14.5.
    assertThat(normalize.toString()).startsWith("Normalization[mean=[" + (float) (5 / 255.0));
  }

  static List<Augmentation> all() {
    return List.of(
        Augment.flip(),
        Augment.crop(2),
        Augment.shift(2, 3),
        Augment.rotate(20),
        Augment.jitter(0.4, 0.4, 0.4),
        Augment.cutout(3),
        Augment.of(Augment.flip(), Augment.rotate(5), Augment.cutout(2)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void sameSeedAndImageGiveTheSameAndOtherSeedsOrImagesOther(Augmentation augmentation) {
    Set<List<Float>> bySeed = new HashSet<>();
    Set<List<Float>> byImage = new HashSet<>();
    for (int k = 0; k < 20; k++) {
      float[] once = after(augmentation, random(3, 8, 7), k);
      assertThat(after(augmentation, random(3, 8, 7), k)).containsExactly(once);
      bySeed.add(list(once));
      Pixels image = random(3, 8, 7);
      augmentation.apply(image, Augment.random(0, k));
      byImage.add(list(image.values()));
    }
    assertThat(bySeed).hasSizeGreaterThan(1);
    assertThat(byImage).hasSizeGreaterThan(1);
  }

  private static List<Float> list(float[] values) {
    List<Float> list = new ArrayList<>();
    for (float value : values) {
      list.add(value);
    }
    return list;
  }

  @ParameterizedTest
  @MethodSource("all")
  void nothingIsLeftUnwritten(Augmentation augmentation) {
    for (int seed = 0; seed < 50; seed++) {
      assertThat(list(after(augmentation, random(3, 5, 9), seed)))
          .allSatisfy(v -> assertThat(v).isBetween(0f, 1f));
    }
  }

  @Test
  void randomNumbersOfNeighbouringImagesAndSeedsAreUnlike() {
    Set<Long> seen = new HashSet<>();
    double sum = 0;
    for (int seed = 0; seed < 100; seed++) {
      for (int image = 0; image < 100; image++) {
        seen.add(Augment.random(seed, image).nextLong());
        sum += Augment.random(seed, image).nextDouble();
      }
    }
    assertThat(seen).hasSize(10_000);
    assertThat(sum / 10_000).isCloseTo(0.5, within(0.02));
  }

  @Test
  void stepsAreDoneInTheirOrder() {
    Augmentation plusOne = (image, random) -> image.values()[0] += 1;
    Augmentation twice = (image, random) -> image.values()[0] *= 2;
    assertThat(after(Augment.of(plusOne, twice), pixels(1, 1, 1, 3), 0)).containsExactly(8);
    assertThat(after(Augment.of(), pixels(1, 1, 1, 3), 0)).containsExactly(3);
  }

  @Test
  void wrongParametersAreRefusedWithTheirRange() {
    refused(() -> Augment.flip(1.5), "flip's probability is 1.5, expected 0 to 1");
    refused(() -> Augment.flip(Double.NaN), "NaN");
    refused(() -> Augment.crop(-1), "-1, expected at least 0 pixels");
    refused(() -> Augment.shift(0, -2), "horizontal distance is -2");
    refused(() -> Augment.rotate(181), "181.0, expected 0 to 180 degrees");
    refused(() -> Augment.jitter(0, 1.1, 0), "contrast is 1.1, expected 0 to 1");
    refused(() -> Augment.cutout(0), "0, expected at least 1 pixel");
    refused(() -> Augment.normalize(new float[1], new float[2]), "1 and 2");
    refused(() -> Augment.normalize(new float[1], new float[1]), "0.0 ± 0.0");
    Augmentation three = Augment.normalize(new float[3], new float[] {1, 1, 1});
    refused(() -> after(three, pixels(1, 1, 1, 1), 0), "1, expected 3");
    refused(() -> new Pixels(1, 0, 2), "1×0×2");
    LabeledImages none = new LabeledImages(1, 1, 1, new byte[0], new int[0], List.of("a"));
    refused(() -> Augment.normalize(none), "number of images is 0");
  }

  @Test
  void jitterAfterNormalizationIsRefused() {
    Augmentation normalize = Augment.normalize(new float[1], new float[] {1});
    refused(() -> Augment.of(normalize, Augment.jitter(1, 1, 1)), "put it before");
  }

  @Test
  void jitterAfterNormalizationIsRefusedHoweverTheStepsAreNested() {
    Augmentation normalize = Augment.normalize(new float[1], new float[] {1});
    Augmentation jitter = Augment.jitter(1, 1, 1);
    refused(() -> Augment.of(Augment.of(normalize), jitter), "put it before");
    refused(() -> Augment.of(normalize, Augment.of(Augment.flip(), jitter)), "put it before");
    refused(() -> Augment.of(Augment.of(Augment.of(normalize)), Augment.noise(1)), "noise");
    Augmentation plusOne = (image, random) -> image.values()[0] += 1;
    Augmentation twice = (image, random) -> image.values()[0] *= 2;
    Augmentation nested = Augment.of(plusOne, Augment.of(twice, Augment.of(plusOne)), twice);
    assertThat(after(nested, pixels(1, 1, 1, 3), 0)).containsExactly(18);
  }

  private static void refused(Runnable call, String message) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void moveIsTheSameForEveryImageAndBlackEnters() {
    for (int seed = 0; seed < 5; seed++) {
      assertThat(after(Augment.move(1, -1), pixels(1, 2, 3, TWO_BY_THREE), seed))
          .containsExactly(0, 0, 0, 2, 3, 0);
    }
    assertThat(after(Augment.move(0, 0), pixels(1, 2, 3, TWO_BY_THREE), 0))
        .containsExactly(TWO_BY_THREE);
  }

  @Test
  void noiseAddsItsDeviationTimesANormalNumberAndCuts() {
    double[] numbers = {1, -1, 2, -3};
    RandomGenerator known =
        new RandomGenerator() {
          private int next;

          @Override
          public long nextLong() {
            throw new UnsupportedOperationException();
          }

          @Override
          public double nextGaussian() {
            return numbers[next++];
          }
        };
    Pixels image = pixels(2, 1, 2, 0.5f, 0.5f, 0.75f, 0.25f);
    Augment.noise(0.25).apply(image, known);
    assertThat(image.values()).containsExactly(0.75f, 0.25f, 1, 0);
  }

  @Test
  void noiseHasItsDeviationAndNoBias() {
    Pixels image = pixels(1, 100, 100);
    Arrays.fill(image.values(), 0.5f);
    double sum = 0;
    double squares = 0;
    for (float value : after(Augment.noise(0.1), image, 1)) {
      sum += value - 0.5;
      squares += (value - 0.5) * (value - 0.5);
    }
    assertThat(sum / 10_000).isBetween(-0.004, 0.004);
    assertThat(Math.sqrt(squares / 10_000)).isBetween(0.097, 0.103);
  }

  @Test
  void noiseBelowZeroAndNoiseBehindNormalizationAreRefused() {
    assertThatThrownBy(() -> Augment.noise(-0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the deviation is -0.1");
    Augmentation normalize = Augment.normalize(new float[] {0.5f}, new float[] {0.5f});
    assertThatThrownBy(() -> Augment.of(normalize, Augment.noise(0.1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("noise comes after normalize");
  }
}
