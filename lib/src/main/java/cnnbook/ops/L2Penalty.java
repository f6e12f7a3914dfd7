package cnnbook.ops;

import java.util.List;

/**
 * Adds the squares of chosen parameters to the loss, which shrinks all of them in proportion.
 *
 * <pre>penalty = λ·Σw²,  dw += 2·λ·w</pre>
 *
 * <p>Source: Goodfellow, Bengio and Courville, "Deep Learning", section 7.1.1 (there with ½, so
 * that the 2 goes away).
 *
 * @param lambda λ ≥ 0
 * @param parameters the chosen ones
 */
public record L2Penalty(double lambda, List<Parameter> parameters) {

  /** Checks the range. */
  public L2Penalty {
    Require.notNegative(lambda, "lambda");
    parameters = List.copyOf(parameters);
  }

  /** What is added to the loss. */
  public double value() {
    return lambda * parameters.stream().mapToDouble(p -> p.value().map(w -> w * w).sum()).sum();
  }

  /** Adds the gradient of the penalty to those of the parameters. */
  public void addGradients() {
    for (Parameter parameter : parameters) {
      parameter.gradient().add(parameter.value().times(2 * lambda));
    }
  }
}
