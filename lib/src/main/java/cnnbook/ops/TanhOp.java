package cnnbook.ops;

/**
 * The hyperbolic tangent, from −1 to 1: a sigmoid centred at 0.
 *
 * <pre>f(x) = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ),  f′(x) = 1 − f(x)² ≤ 1</pre>
 *
 * <p>Source: Goodfellow, Bengio and Courville, "Deep Learning", section 6.3.2.
 */
public record TanhOp() implements ElementwiseOp {

  @Override
  public double value(double x) {
    return Math.tanh(x);
  }

  @Override
  public double slope(double x) {
    double value = value(x);
    return 1 - value * value;
  }
}
