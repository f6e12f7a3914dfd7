package cnnbook.ops;

/**
 * The rectifier: negative numbers become 0.
 *
 * <pre>f(x) = max(0, x),  f′(x) = 1 for x &gt; 0, else 0</pre>
 *
 * <p>NaN stays NaN forward and lets nothing back. Where x is negative nothing flows back: a unit
 * that is negative for every input is dead. Source: Nair and Hinton, "Rectified Linear Units
 * Improve Restricted Boltzmann Machines", section 2.
 */
public record ReluOp() implements ElementwiseOp {

  @Override
  public double value(double x) {
    return Math.max(0, x);
  }

  @Override
  public double slope(double x) {
    return x > 0 ? 1 : 0;
  }
}
