package cnnbook.viz;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Numbers for people's eyes. */
final class Numbers {
  private Numbers() {}

  /**
   * A fraction with four significant digits, or all those before the point: tables and charts are
   * read, not calculated from.
   */
  static String text(double value) {
    double size = Math.abs(value);
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (size != 0 && (size < 1e-3 || size >= 1e15)) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    int beforeThePoint = size < 1 ? 0 : (int) Math.floor(Math.log10(size)) + 1;
    return new BigDecimal(value)
        .round(new MathContext(Math.max(4, beforeThePoint)))
        .stripTrailingZeros()
        .toPlainString();
  }

  /** From the least to the greatest finite value. */
  static String range(double... values) {
    double[] finite = DoubleStream.of(values).filter(Double::isFinite).toArray();
    return finite.length == 0
        ? "no number"
        : text(DoubleStream.of(finite).min().orElseThrow())
            + " … "
            + text(DoubleStream.of(finite).max().orElseThrow());
  }
}
