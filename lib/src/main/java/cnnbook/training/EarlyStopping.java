package cnnbook.training;

import java.util.List;

/**
 * When to stop because the validation images say that more training does not help. It keeps no
 * count: it looks at all values so far, so a resumed training decides as an unbroken one would.
 * Prechelt, "Early Stopping — But When?", 1998, section 2.
 *
 * @param patience how many epochs in a row may bring nothing better, ≥ 1
 * @param minDelta by how much more than this a value must be better to count, ≥ 0
 * @param higherIsBetter true for an accuracy, false for a loss
 */
public record EarlyStopping(int patience, double minDelta, boolean higherIsBetter) {

  /** Checks the numbers. */
  public EarlyStopping {
    if (patience < 1) {
      throw new IllegalArgumentException("patience must be at least 1, not " + patience);
    }
    Require.notNegative("minDelta", minDelta);
  }

  /** For a validation loss; any improvement counts. */
  public static EarlyStopping onLoss(int patience) {
    return new EarlyStopping(patience, 0, false);
  }

  /** For a validation accuracy; any improvement counts. */
  public static EarlyStopping onAccuracy(int patience) {
    return new EarlyStopping(patience, 0, true);
  }

  /**
   * The epoch, from 1, whose value no later one betters by more than {@link #minDelta}; 0 if there
   * is none. NaN is never better.
   *
   * @param values one for each epoch
   */
  public int best(List<Double> values) {
    int best = 0;
    double bar = higherIsBetter ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    for (int i = 0; i < values.size(); i++) {
      double gain = higherIsBetter ? values.get(i) - bar : bar - values.get(i);
      if (gain > minDelta) {
        best = i + 1;
        bar = values.get(i);
      }
    }
    return best;
  }

  /** Whether the last {@link #patience} epochs brought nothing better. */
  public boolean stops(List<Double> values) {
    return values.size() - best(values) >= patience;
  }
}
