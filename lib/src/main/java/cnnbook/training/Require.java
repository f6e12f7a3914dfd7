package cnnbook.training;

/** Checks of numbers that somebody chose. */
final class Require {
  private Require() {}

  static void notNegative(String what, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(what + " must be a number from 0 up, not " + value);
    }
  }

  static void positive(String what, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(what + " must be a number above 0, not " + value);
    }
  }

  static void ascending(String what, int... values) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] < (i == 0 ? 1 : values[i - 1] + 1)) {
        throw new IllegalArgumentException(
            "%s must ascend from 1 up, not %s".formatted(what, java.util.Arrays.toString(values)));
      }
    }
  }
}
