package cnnbook.data;

/**
 * A data set in its two parts, of equal image size and equal classes.
 *
 * @param train what a model learns from
 * @param test what it is judged by, never trained on
 */
public record Split(LabeledImages train, LabeledImages test) {
  /**
   * Checks that both parts are of one kind.
   *
   * @throws IllegalArgumentException if image sizes or classes differ
   */
  public Split {
    if (!train.isLike(test)) {
      throw new IllegalArgumentException("train has " + train + ", but test has " + test);
    }
  }
}
