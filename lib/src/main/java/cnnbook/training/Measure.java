package cnnbook.training;

/** What is measured of a layer in one step. */
public enum Measure {
  /** √Σ g² over the gradient of the loss with respect to a layer's weights. */
  WEIGHT_GRADIENT_NORM("weight gradient norm"),

  /** The mean of |g| over the same gradient: norms of layers of unlike sizes do not compare. */
  WEIGHT_GRADIENT_MEAN("weight gradient mean"),

  /** √Σ g² over the gradient with respect to a layer's result for the whole batch. */
  ACTIVATION_GRADIENT_NORM("activation gradient norm"),

  /** The mean of |g| over the same gradient. */
  ACTIVATION_GRADIENT_MEAN("activation gradient mean"),

  /**
   * The standard deviation of the result of a convolution larger than 1×1, behind its batch
   * normalization and before anything else. He, Zhang, Ren and Sun, "Deep Residual Learning for
   * Image Recognition", 2016, section 4.2, figure 7.
   */
  RESPONSE("response std"),

  /** The standard deviation of what a residual block adds to its shortcut. */
  BRANCH("branch std"),

  /** ‖Δw‖ / ‖w‖ of a layer's weights in one step: how far it moves them, against their size. */
  UPDATE_RATIO("update ratio");

  private final String text;

  Measure(String text) {
    this.text = text;
  }

  /** As tables and charts call it: {@code weight gradient norm}. */
  @Override
  public String toString() {
    return text;
  }

  /** Whether values range over powers of ten, so that a chart needs a logarithmic axis. */
  boolean logarithmic() {
    return this != RESPONSE && this != BRANCH;
  }
}
