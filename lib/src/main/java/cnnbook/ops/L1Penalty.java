package cnnbook.ops;

import java.util.List;

/**
 * Adds the sizes of chosen parameters to the loss, which pushes small ones to exactly 0.
 *
 * <pre>penalty = λ·Σ|w|,  dw += λ·sign(w),  sign(0) = 0</pre>
 *
 * <p>Source: Goodfellow, Bengio and Courville, "Deep Learning", section 7.1.2.
 *
 * @param lambda λ ≥ 0
 * @param parameters the chosen ones
 */
public record L1Penalty(double lambda, List<Parameter> parameters) {

  /** Checks the range. */
  public L1Penalty {
    Require.notNegative(lambda, "lambda");
    parameters = List.copyOf(parameters);
  }

  /** What is added to the loss. */
  public double value() {
    return lambda * parameters.stream().mapToDouble(p -> p.value().map(Math::abs).sum()).sum();
  }

  /** Adds the gradient of the penalty to those of the parameters. */
  public void addGradients() {
    for (Parameter parameter : parameters) {
      parameter.gradient().add(parameter.value().map(w -> lambda * Math.signum(w)));
    }
  }
}
