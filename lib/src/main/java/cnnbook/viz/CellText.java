package cnnbook.viz;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * How the numbers of a heat map are written.
 *
 * @param pattern as {@link DecimalFormat} reads it
 * @param length of the longest text
 */
record CellText(String pattern, int length) {

  /** Whole numbers as such, others with three significant digits of the largest. */
  static CellText fitting(double[] numbers) {
    double[] finite = DoubleStream.of(numbers).filter(Double::isFinite).toArray();
    double largest = DoubleStream.of(finite).map(Math::abs).max().orElse(0);
    String pattern = pattern(largest, DoubleStream.of(finite).allMatch(v -> v == Math.rint(v)));
    DecimalFormat format =
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    int length = DoubleStream.of(finite).mapToInt(v -> format.format(v).length()).max().orElse(1);
    return new CellText(pattern, length);
  }

  private static String pattern(double largest, boolean whole) {
    if (largest >= 1e6 || largest < 1e-2 && largest > 0) {
      return "0.00E0";
    }
    if (whole) {
      return "0";
    }
    int beforeThePoint = (int) Math.floor(Math.log10(largest)) + 1;
    int after = Math.max(1, Math.min(4, 3 - beforeThePoint));
    return "0." + "0".repeat(after);
  }
}
