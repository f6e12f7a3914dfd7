package cnnbook.ops;

/** The standard normal distribution. */
final class NormalDistribution {
  private NormalDistribution() {}

  /** φ(x) = e^(−x²/2) / √(2π). */
  static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /**
   * Φ(x), the probability of a number below x, to about 1e-15 for |x| ≤ 6.
   *
   * <p>Up to 6 in size by the series Φ(x) = ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + x⁷/(3·5·7) + …), whose
   * terms all have the same sign (Marsaglia, "Evaluating the Normal Distribution", Journal of
   * Statistical Software 11, 2004). Beyond, Φ is 0 or 1 to within 1e-9.
   */
  static double below(double x) {
    if (Math.abs(x) > 6) {
      return x > 0 ? 1 : 0;
    }
    double term = x;
    double sum = x;
    for (int odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
      term *= x * x / odd;
      sum += term;
    }
    return 0.5 + sum * density(x);
  }
}
