package cnnbook.ops;

/**
 * A rectifier with a round corner.
 *
 * <pre>f(x) = ln(1 + eˣ),  f′(x) = 1 / (1 + e⁻ˣ)</pre>
 *
 * <p>Computed as max(0, x) + ln(1 + e^−|x|), so that no x overflows. Source: Goodfellow, Bengio and
 * Courville, "Deep Learning", section 3.10, equations 3.31 and 3.34.
 */
public record SoftplusOp() implements ElementwiseOp {

  @Override
  public double value(double x) {
    return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  @Override
  public double slope(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
