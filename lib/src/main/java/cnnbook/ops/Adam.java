package cnnbook.ops;

import cnnbook.tensor.Tensor;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Adam and AdamW: each weight has a step of its own, by the mean and the size of its gradients.
 *
 * <pre>
 * g = dw + decay·w                      (Adam; AdamW: g = dw)
 * m = β₁·m + (1 − β₁)·g,  v = β₂·v + (1 − β₂)·g²
 * w = w − rate · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε)
 * AdamW before that: w = w − rate·decay·w
 * </pre>
 *
 * <p>Sources: Kingma and Ba, "Adam", algorithm 1; Loshchilov and Hutter, "Decoupled Weight Decay
 * Regularization", algorithm 2.
 */
public final class Adam implements Optimizer {
  private final double rate;
  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final double decay;
  private final boolean decoupled;
  private final Map<Tensor, Moments> moments = new IdentityHashMap<>();

  private static final class Moments {
    final double[] first;
    final double[] second;
    int steps;

    Moments(int count) {
      first = new double[count];
      second = new double[count];
    }
  }

  private Adam(
      double rate, double beta1, double beta2, double epsilon, double decay, boolean decoupled) {
    Require.positive(rate, "learning rate");
    Require.below(0, 1, beta1, "beta1");
    Require.below(0, 1, beta2, "beta2");
    Require.positive(epsilon, "epsilon");
    Require.notNegative(decay, "weight decay");
    this.rate = rate;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.decay = decay;
    this.decoupled = decoupled;
  }

  /** Adam with β₁ = 0.9, β₂ = 0.999, ε = 1e-8. */
  public static Adam adam(double rate) {
    return adam(rate, 0.9, 0.999, 1e-8, 0);
  }

  /** Adam with every number chosen; the decay is part of the gradient. */
  public static Adam adam(double rate, double beta1, double beta2, double epsilon, double decay) {
    return new Adam(rate, beta1, beta2, epsilon, decay, false);
  }

  /** AdamW with every number chosen; the decay shrinks the weights directly. */
  public static Adam adamW(double rate, double beta1, double beta2, double epsilon, double decay) {
    return new Adam(rate, beta1, beta2, epsilon, decay, true);
  }

  @Override
  public void step(Iterable<Parameter> parameters) {
    for (Parameter parameter : parameters) {
      Tensor value = parameter.value();
      step(parameter, moments.computeIfAbsent(value, key -> new Moments(value.count())));
      parameter.clearGradient();
    }
  }

  private void step(Parameter parameter, Moments moments) {
    float[] w = parameter.value().data();
    float[] dw = parameter.gradient().data();
    double[] m = moments.first;
    double[] v = moments.second;
    int t = ++moments.steps;
    for (int i = 0; i < w.length; i++) {
      double g = decoupled ? dw[i] : dw[i] + decay * w[i];
      double kept = decoupled ? w[i] - rate * decay * w[i] : w[i];
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      v[i] = beta2 * v[i] + (1 - beta2) * g * g;
      double mean = m[i] / (1 - Math.pow(beta1, t));
      double size = Math.sqrt(v[i] / (1 - Math.pow(beta2, t)));
      w[i] = (float) (kept - rate * mean / (size + epsilon));
    }
  }
}
