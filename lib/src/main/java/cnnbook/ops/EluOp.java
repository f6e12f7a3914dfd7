package cnnbook.ops;

/**
 * The exponential linear unit: smooth, bounded below.
 *
 * <pre>f(x) = x for x &gt; 0, else a·(eˣ − 1);  f′(x) = 1 for x &gt; 0, else a·eˣ</pre>
 *
 * <p>Source: Clevert, Unterthiner and Hochreiter, "Fast and Accurate Deep Network Learning by
 * Exponential Linear Units", section 3, equation 15.
 *
 * @param alpha a, the distance of the lower bound from 0, ≥ 0; 1 is usual
 */
public record EluOp(double alpha) implements ElementwiseOp {

  /** Checks the range. */
  public EluOp {
    Require.notNegative(alpha, "alpha");
  }

  @Override
  public double value(double x) {
    return x > 0 ? x : alpha * Math.expm1(x);
  }

  @Override
  public double slope(double x) {
    return x > 0 ? 1 : alpha * Math.exp(x);
  }
}
