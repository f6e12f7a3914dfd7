package cnnbook.viz;

import java.awt.Color;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.stream.DoubleStream;

/**
 * Which number has which colour.
 *
 * @param min the number of the map's first colour
 * @param max the number of the map's last colour, above min
 */
record ColourScale(double min, double max, ColourMap map) {
  /** Reddish purple, which is in no map: a number that is none. */
  static final Color NOT_FINITE = new Color(0xCC79A7);

  /**
   * A scale that holds all finite values. Its ends are rounded outwards to two digits of its width,
   * so that they can be read; those of a diverging map lie evenly about 0. Without any finite value
   * it runs from −1 or 0 to 1.
   */
  static ColourScale of(double[] values, ColourMap map) {
    double[] finite = DoubleStream.of(values).filter(Double::isFinite).toArray();
    double low = DoubleStream.of(finite).min().orElse(0);
    double high = DoubleStream.of(finite).max().orElse(1);
    if (map.diverging()) {
      high = Math.max(Math.abs(low), Math.abs(high));
      low = -high;
    }
    if (low == high) {
      // All values are equal: a width of their own size, so that rounding does not eat it.
      double half = low == 0 ? 1 : Math.abs(low) / 2;
      low -= half;
      high += half;
    }
    int digit = (int) Math.floor(Math.log10(high - low)) - 1;
    return new ColourScale(
        round(low, digit, RoundingMode.FLOOR), round(high, digit, RoundingMode.CEILING), map);
  }

  private static double round(double value, int digit, RoundingMode mode) {
    // Seven digits are what a float holds: 0.3f, which is 0.30000001 as a double, is not to become
    // 0.31.
    return new BigDecimal(value).round(new MathContext(7)).setScale(-digit, mode).doubleValue();
  }

  Color at(double value) {
    return Double.isFinite(value) ? map.at((value - min) / (max - min)) : NOT_FINITE;
  }
}
