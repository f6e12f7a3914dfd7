package cnnbook.ops;

/**
 * The logistic function, from 0 to 1.
 *
 * <pre>f(x) = 1 / (1 + e⁻ˣ),  f′(x) = f(x)·(1 − f(x)) ≤ ¼</pre>
 *
 * <p>Source: Goodfellow, Bengio and Courville, "Deep Learning", section 3.10, equations 3.30 and
 * 3.33.
 */
public record SigmoidOp() implements ElementwiseOp {

  @Override
  public double value(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Override
  public double slope(double x) {
    double value = value(x);
    return value * (1 - value);
  }
}
