package cnnbook.viz;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How the numbers of one grid are written, so that they line up: all with as many decimals, or all
 * with an exponent. Halves are rounded away from zero, from the exact value; minus is the sign −;
 * zero has no sign. {@code numeral} in numerals.js writes the same texts: JavaScript's toFixed and
 * toExponential round that way.
 *
 * @param decimals digits after the point
 * @param exponent whether as in 1.25e+7
 */
record Numerals(int decimals, boolean exponent) {
  /** Numbers that need no more decimals than this are shown in full. */
  private static final int MOST_EXACT = 3;

  private static final double LARGEST_FIXED = 1e7;
  private static final double LARGEST_FRACTION = 1e5;
  private static final double SMALLEST_FIXED = 1e-3;

  /** One way for all these values. */
  static Numerals fitting(float... values) {
    return of(scale(values), largest(values));
  }

  /** One way for all products of a value of one and a value of the other. */
  static Numerals products(float[] a, float[] b) {
    return of(scale(a) + scale(b), largest(a) * largest(b));
  }

  private static Numerals of(int scale, double largest) {
    boolean exact =
        scale <= MOST_EXACT && largest < (scale == 0 ? LARGEST_FIXED : LARGEST_FRACTION);
    if (exact) {
      return new Numerals(scale, false);
    }
    if (largest >= LARGEST_FRACTION || largest < SMALLEST_FIXED) {
      return new Numerals(2, true);
    }
    return new Numerals(largest >= 100 ? 1 : largest >= 0.5 ? 2 : largest >= 0.05 ? 3 : 4, false);
  }

  /** Whether all values are shown in full. */
  boolean exact(float... values) {
    return !exponent && scale(values) <= decimals;
  }

  /** The value as it is shown. */
  String text(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
    }
    return (exponent ? scientific(value) : fixed(value)).replace('-', '−');
  }

  /** The values as they are shown, parted by spaces. */
  String texts(float... values) {
    StringBuilder texts = new StringBuilder();
    for (float value : values) {
      texts.append(texts.isEmpty() ? "" : " ").append(text(value));
    }
    return texts.toString();
  }

  private String fixed(double value) {
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP);
    return rounded.toPlainString();
  }

  private String scientific(double value) {
    if (value == 0) {
      return new BigDecimal(0).setScale(decimals).toPlainString() + "e+0";
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal rounded = exact.round(new java.math.MathContext(decimals + 1, RoundingMode.HALF_UP));
    int power = rounded.precision() - rounded.scale() - 1;
    String digits = rounded.scaleByPowerOfTen(-power).setScale(decimals).toPlainString();
    return digits + (power < 0 ? "e" : "e+") + power;
  }

  /** The decimals that the shortest writing of each value needs. */
  private static int scale(float... values) {
    int scale = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        BigDecimal shortest = new BigDecimal(Float.toString(value)).stripTrailingZeros();
        scale = Math.max(scale, shortest.scale());
      }
    }
    return scale;
  }

  private static double largest(float... values) {
    double largest = 0;
    for (float value : values) {
      largest = Float.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
    }
    return largest;
  }
}
