package cnnbook.ops;

import cnnbook.tensor.Tensor;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Stochastic gradient descent with momentum, as PyTorch defines it.
 *
 * <pre>
 * g = dw + decay·w
 * v = momentum·v + g                (v = g at the first step)
 * w = w − rate·v                    (Nesterov: w − rate·(g + momentum·v))
 * </pre>
 *
 * <p>Source: Sutskever and others, "On the importance of initialization and momentum in deep
 * learning", section 2 (there the rate stands inside v).
 */
public final class Sgd implements Optimizer {
  private final double rate;
  private final double momentum;
  private final boolean nesterov;
  private final double decay;
  private final Map<Tensor, float[]> velocities = new IdentityHashMap<>();

  /** Plain descent. */
  public Sgd(double rate) {
    this(rate, 0, false, 0);
  }

  /**
   * All choices.
   *
   * @param rate learning rate, &gt; 0
   * @param momentum 0 ≤ momentum &lt; 1
   * @param nesterov whether the step looks ahead; needs a momentum
   * @param decay weight decay, ≥ 0
   */
  public Sgd(double rate, double momentum, boolean nesterov, double decay) {
    Require.positive(rate, "learning rate");
    Require.below(0, 1, momentum, "momentum");
    Require.notNegative(decay, "weight decay");
    if (nesterov && momentum == 0) {
      throw new IllegalArgumentException("Nesterov's step needs a momentum above 0");
    }
    this.rate = rate;
    this.momentum = momentum;
    this.nesterov = nesterov;
    this.decay = decay;
  }

  @Override
  public void step(Iterable<Parameter> parameters) {
    for (Parameter parameter : parameters) {
      step(parameter);
      parameter.clearGradient();
    }
  }

  private void step(Parameter parameter) {
    float[] w = parameter.value().data();
    float[] dw = parameter.gradient().data();
    // All begin at 0, so that the first velocity is the gradient.
    float[] v = velocities.computeIfAbsent(parameter.value(), key -> new float[w.length]);
    for (int i = 0; i < w.length; i++) {
      double g = dw[i] + decay * w[i];
      v[i] = (float) (momentum * v[i] + g);
      w[i] -= (float) (rate * (nesterov ? g + momentum * v[i] : v[i]));
    }
  }
}
