package cnnbook.ops;

/**
 * A rectifier that lets a little of the negative side through.
 *
 * <pre>f(x) = x for x &gt; 0, else a·x;  f′(x) = 1 for x &gt; 0, else a</pre>
 *
 * <p>Source: Maas, Hannun and Ng, "Rectifier Nonlinearities Improve Neural Network Acoustic
 * Models", section 2.
 *
 * @param negativeSlope a, ≥ 0; 0.01 is usual
 */
public record LeakyReluOp(double negativeSlope) implements ElementwiseOp {

  /** Checks the range. */
  public LeakyReluOp {
    Require.notNegative(negativeSlope, "negative slope");
  }

  @Override
  public double value(double x) {
    return x > 0 ? x : negativeSlope * x;
  }

  @Override
  public double slope(double x) {
    return x > 0 ? 1 : negativeSlope;
  }
}
