package cnnbook.ops;

import java.util.Objects;

/**
 * The Gaussian error linear unit: x times the probability that a standard normal number is below x.
 *
 * <pre>
 * exact: f(x) = x·Φ(x),                       f′(x) = Φ(x) + x·φ(x)
 * tanh:  f(x) = x/2·(1 + tanh u(x)),          u(x) = √(2/π)·(x + 0.044715·x³)
 *        f′(x) = (1 + tanh u)/2 + x/2·(1 − tanh² u)·u′(x)
 * </pre>
 *
 * <p>Source: Hendrycks and Gimpel, "Gaussian Error Linear Units", section 2.
 *
 * @param form the definition or its approximation
 */
public record GeluOp(Form form) implements ElementwiseOp {
  private static final double ROOT = Math.sqrt(2 / Math.PI);
  private static final double CUBIC = 0.044715;

  /** How the normal distribution is computed. */
  public enum Form {
    /** With the normal distribution itself. */
    EXACT,
    /** With the paper's approximation by tanh, off by less than 0.001. */
    TANH
  }

  /** Checks that a form is given. */
  public GeluOp {
    Objects.requireNonNull(form, "form");
  }

  @Override
  public double value(double x) {
    return form == Form.EXACT ? x * NormalDistribution.below(x) : x / 2 * (1 + Math.tanh(inner(x)));
  }

  @Override
  public double slope(double x) {
    if (form == Form.EXACT) {
      return NormalDistribution.below(x) + x * NormalDistribution.density(x);
    }
    double tanh = Math.tanh(inner(x));
    double innerSlope = ROOT * (1 + 3 * CUBIC * x * x);
    return (1 + tanh) / 2 + x / 2 * (1 - tanh * tanh) * innerSlope;
  }

  private static double inner(double x) {
    return ROOT * (x + CUBIC * x * x * x);
  }
}
