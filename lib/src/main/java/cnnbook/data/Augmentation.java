package cnnbook.data;

import java.util.random.RandomGenerator;

/**
 * Changes an image in place, as chance has it, without changing what it shows. {@link Augment} has
 * the usual ones and combines them.
 *
 * <p>Called from a background thread, one image after the other. It must take its random numbers
 * from the given generator alone and keep nothing from image to image: then the result depends on
 * the seed, the epoch and the image only, in whatever order the images come.
 */
@FunctionalInterface
public interface Augmentation {
  /**
   * Changes an image.
   *
   * @param image what to change
   * @param random seeded for this image in this epoch
   */
  void apply(Pixels image, RandomGenerator random);
}
