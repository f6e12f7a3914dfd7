package cnnbook.training;

import ai.djl.training.tracker.Tracker;

/**
 * The learning rate as a function of time. Immutable; the same step always has the same rate, so a
 * resumed training goes on with the right one.
 *
 * <p>Time t is counted in epochs and moves with every step: t = step / stepsPerEpoch. With one step
 * an epoch the rates are those of PyTorch's schedulers stepped once an epoch.
 */
@FunctionalInterface
public interface Schedule {

  /**
   * The rate of one step.
   *
   * @param step how many steps were made before it, ≥ 0
   * @param stepsPerEpoch steps in an epoch, ≥ 1
   */
  double rate(long step, long stepsPerEpoch);

  /** Always the same rate. */
  static Schedule constant(double rate) {
    Require.notNegative("rate", rate);
    return (step, perEpoch) -> rate;
  }

  /**
   * rate · factorᵏ, where k of the milestones are past: PyTorch's {@code MultiStepLR}. He and
   * others, "Deep Residual Learning", 2016, section 4.2, divide by 10 twice.
   *
   * @param factor above 0
   * @param milestones epochs, ascending, from which on the rate is smaller
   */
  static Schedule step(double rate, double factor, int... milestones) {
    Require.notNegative("rate", rate);
    Require.positive("factor", factor);
    Require.ascending("milestones", milestones);
    int[] marks = milestones.clone();
    return (step, perEpoch) -> {
      double now = rate;
      for (int mark : marks) {
        now *= step >= mark * perEpoch ? factor : 1;
      }
      return now;
    };
  }

  /**
   * min + (rate − min) · (1 + cos(π·t / epochs)) / 2, min afterwards: PyTorch's {@code
   * CosineAnnealingLR}. Loshchilov and Hutter, "SGDR", 2017, equation 5, without restarts.
   *
   * @param min the rate at the end, ≥ 0
   * @param epochs how long it falls, ≥ 1
   */
  static Schedule cosine(double rate, double min, int epochs) {
    Require.notNegative("rate", rate);
    Require.notNegative("min", min);
    Require.positive("epochs", epochs);
    return (step, perEpoch) -> along(rate, min, Math.min(1, step / ((double) epochs * perEpoch)));
  }

  /** {@link #cosine(double, double, int)} down to 0. */
  static Schedule cosine(double rate, int epochs) {
    return cosine(rate, 0, epochs);
  }

  /**
   * rate · factorᵗ: PyTorch's {@code ExponentialLR}.
   *
   * @param factor of an epoch, above 0
   */
  static Schedule exponential(double rate, double factor) {
    Require.notNegative("rate", rate);
    Require.positive("factor", factor);
    return (step, perEpoch) -> rate * Math.pow(factor, step / (double) perEpoch);
  }

  /**
   * rate · (1 − t / epochs)ᵖ, 0 afterwards; power 1 is a straight line: PyTorch's {@code
   * PolynomialLR}.
   *
   * @param power p, above 0
   * @param epochs how long it falls, ≥ 1
   */
  static Schedule polynomial(double rate, double power, int epochs) {
    Require.notNegative("rate", rate);
    Require.positive("power", power);
    Require.positive("epochs", epochs);
    return (step, perEpoch) ->
        rate * Math.pow(Math.max(0, 1 - step / ((double) epochs * perEpoch)), power);
  }

  /**
   * One cycle with the usual numbers: up from max / 25 over the first 30 % of the steps, then down
   * to max / 250,000.
   */
  static Schedule oneCycle(double max, int epochs) {
    return oneCycle(max, epochs, 0.3, 25, 1e4);
  }

  /**
   * From max / div up to max, then down to max / div / finalDiv, each along half a cosine; the last
   * rate afterwards. Smith and Topin, "Super-Convergence: Very Fast Training of Neural Networks
   * Using Large Learning Rates", 2018, in the form of PyTorch's {@code OneCycleLR}: the peak is at
   * step warm·epochs·stepsPerEpoch − 1.
   *
   * @param max the highest rate, ≥ 0
   * @param epochs of the whole training, ≥ 1
   * @param warm share of the steps that go up, in (0, 1)
   * @param div how far below the peak it starts, above 0
   * @param finalDiv how far below its start it ends, above 0
   */
  static Schedule oneCycle(double max, int epochs, double warm, double div, double finalDiv) {
    Require.notNegative("max", max);
    Require.positive("epochs", epochs);
    Require.positive("div", div);
    Require.positive("finalDiv", finalDiv);
    if (!(warm > 0 && warm < 1)) {
      throw new IllegalArgumentException("warm must be in (0, 1), not " + warm);
    }
    double first = max / div;
    return (step, perEpoch) -> {
      double steps = (double) epochs * perEpoch;
      double peak = warm * steps - 1;
      if (step < peak) {
        return along(first, max, step / peak);
      }
      // So few steps that there is no way up: the first one is the peak.
      double top = Math.max(0, peak);
      double down = steps - 1 > top ? Math.min(1, (step - top) / (steps - 1 - top)) : 1;
      return along(max, first / finalDiv, down);
    };
  }

  /**
   * A straight way up to this schedule's first rate, then this schedule from its beginning:
   * PyTorch's {@code LinearLR} followed by it. Goyal and others, "Accurate, Large Minibatch SGD",
   * 2017, section 2.2.
   *
   * @param epochs of the way up, ≥ 0; they come on top of the schedule's own
   * @param start share of the first rate with which it begins, in [0, 1]
   */
  default Schedule warmUp(int epochs, double start) {
    Require.notNegative("epochs", epochs);
    if (!(start >= 0 && start <= 1)) {
      throw new IllegalArgumentException("start must be in [0, 1], not " + start);
    }
    return (step, perEpoch) -> {
      long way = epochs * perEpoch;
      if (step >= way) {
        return rate(step - way, perEpoch);
      }
      return rate(0, perEpoch) * (start + (1 - start) * step / way);
    };
  }

  /** For DJL's own optimizers, which count steps from 1. */
  default Tracker tracker(long stepsPerEpoch) {
    return update -> (float) rate(update - 1L, stepsPerEpoch);
  }

  /** From one rate to another along half a cosine; done is the share of the way, in [0, 1]. */
  private static double along(double from, double to, double done) {
    return to + (from - to) * (1 + Math.cos(Math.PI * done)) / 2;
  }
}
