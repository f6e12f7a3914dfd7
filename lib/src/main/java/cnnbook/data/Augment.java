package cnnbook.data;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Augmentations. Training on changed copies teaches a network what does not matter:
 *
 * <pre>{@code
 * Augmentation usual = Augment.of(Augment.flip(), Augment.crop(4), Augment.normalize(train));
 * }</pre>
 *
 * <p>All take pixels from 0 to 1, except {@link #cutout} and the moving ones, which take any.
 * {@link #move} and {@link #noise} also serve to test how a network bears what it was not trained
 * for: {@code test.augmented(Augment.noise(0.2), 1)}.
 */
public final class Augment {
  private Augment() {}

  /**
   * Several, one after the other.
   *
   * @throws IllegalArgumentException if colour jitter or noise comes after normalisation, which
   *     takes the pixels out of the range from 0 to 1
   */
  public static Augmentation of(Augmentation... steps) {
    return new Pipeline(List.of(steps));
  }

  /** {@link #flip(double)} of every second image. */
  public static Augmentation flip() {
    return flip(0.5);
  }

  /**
   * Mirrors left and right (Krizhevsky et al. 2012, section 4.1). Not for digits and letters.
   *
   * @param probability how often, from 0 to 1
   * @throws IllegalArgumentException if it is outside of that
   */
  public static Augmentation flip(double probability) {
    return new Flip(probability);
  }

  /**
   * Pads each side with zeros and cuts a window of the old size out at a random place (He et al.
   * 2016, section 4.2, with 4 pixels on CIFAR-10).
   *
   * @param padding pixels on each side, at least 0
   * @throws IllegalArgumentException if it is negative
   */
  public static Augmentation crop(int padding) {
    return new Shift(padding, padding, false);
  }

  /**
   * Moves the image by whole pixels, each distance equally likely, and repeats its edge where
   * nothing is left (Simard et al. 2003, section 2, on digits).
   *
   * @param vertical at most so many pixels up or down, at least 0
   * @param horizontal at most so many pixels left or right, at least 0
   * @throws IllegalArgumentException if one is negative
   */
  public static Augmentation shift(int vertical, int horizontal) {
    return new Shift(vertical, horizontal, true);
  }

  /**
   * Moves every image by the same whole pixels; black enters (0).
   *
   * @param down rows, negative for up
   * @param right columns, negative for left
   */
  public static Augmentation move(int down, int right) {
    return new Move(down, right);
  }

  /**
   * Adds white noise: to each number one of its own, drawn from the normal distribution, then cuts
   * off at 0 and 1 (Hendrycks and Dietterich 2019, figure 1, Gaussian noise).
   *
   * @param deviation of the normal distribution, at least 0
   * @throws IllegalArgumentException if it is negative
   */
  public static Augmentation noise(double deviation) {
    return new Noise(deviation);
  }

  /**
   * Turns the image about its centre, with bilinear interpolation and zeros outside (Simard et al.
   * 2003, section 2).
   *
   * @param degrees at most so far in either direction, each angle equally likely; from 0 to 180
   * @throws IllegalArgumentException if it is outside of that
   */
  public static Augmentation rotate(double degrees) {
    return new Rotation(degrees);
  }

  /**
   * Changes brightness, contrast and saturation, in this order (Howard 2013, arXiv:1312.5402,
   * section 2, who takes 0.5 for all three and a random order). Each is a factor drawn evenly from
   * 1 − x to 1 + x; 0 leaves it as it is. Contrast is the distance from the image's mean grey,
   * saturation the distance from the pixel's own grey, which a grey image does not have. Results
   * are cut off at 0 and 1.
   *
   * @param brightness x of brightness, from 0 to 1
   * @param contrast x of contrast, from 0 to 1
   * @param saturation x of saturation, from 0 to 1
   * @throws IllegalArgumentException if one is outside of that
   */
  public static Augmentation jitter(double brightness, double contrast, double saturation) {
    return new ColourJitter(brightness, contrast, saturation);
  }

  /**
   * Sets a square to 0 whose centre is anywhere in the image, so that a part of it may fall outside
   * (DeVries and Taylor 2017, arXiv:1708.04552, section 3; 16 pixels on CIFAR-10). After
   * normalisation 0 is the mean, as in the paper.
   *
   * @param side of the square in pixels, at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public static Augmentation cutout(int side) {
    return new Cutout(side);
  }

  /**
   * Subtracts the mean and divides by the standard deviation; nothing about it is random.
   *
   * @param mean one for each channel, for pixels from 0 to 1
   * @param std one for each channel, above 0
   * @throws IllegalArgumentException if there are not as many of both, or one is not above 0; when
   *     it is applied, if the image has another number of channels
   */
  public static Augmentation normalize(float[] mean, float[] std) {
    return new Normalization(mean, std);
  }

  /**
   * Normalises by mean and standard deviation of each channel over all pixels of these images. Take
   * the training images, for the test images too.
   *
   * @throws IllegalArgumentException if there are no images, or a channel is the same everywhere
   */
  public static Augmentation normalize(LabeledImages train) {
    return Normalization.of(train);
  }

  /** The random numbers of one image: they depend on nothing but the two numbers. */
  static RandomGenerator random(long seed, long image) {
    return new java.util.SplittableRandom(mix(mix(seed) + image));
  }

  /** Spreads neighbouring numbers over all 64 bits (the finaliser of SplitMix64). */
  private static long mix(long x) {
    long z = x + 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /** For the checks of the parameters. */
  static void require(boolean fits, String what, Object found, String expected) {
    if (!fits) {
      throw new IllegalArgumentException("%s is %s, expected %s".formatted(what, found, expected));
    }
  }
}
