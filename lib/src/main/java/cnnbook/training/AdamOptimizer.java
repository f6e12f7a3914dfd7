package cnnbook.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * Adam and AdamW: each weight has a step of its own, by the mean and the size of its gradients;
 * {@link cnnbook.ops.Adam} is the same in plain Java.
 *
 * <pre>
 * g = dw + decay·w                      (Adam; AdamW: g = dw)
 * m = β₁·m + (1 − β₁)·g,  v = β₂·v + (1 − β₂)·g²
 * w = w − rate · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε)
 * AdamW before that: w = w − rate·decay·w
 * </pre>
 *
 * <p>Sources: Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015, algorithm 1;
 * Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019, algorithm 2. DJL's own adds
 * ε to √v before v is corrected, which makes the first steps smaller where gradients are tiny.
 */
public final class AdamOptimizer extends ResumableOptimizer {
  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final boolean decoupled;

  private AdamOptimizer(Builder settings) {
    super(settings.rate, settings.decay, "mean", "square");
    this.beta1 = settings.beta1;
    this.beta2 = settings.beta2;
    this.epsilon = settings.epsilon;
    this.decoupled = settings.decoupled;
  }

  /** What it does, the same for all that do the same. */
  @Override
  public String toString() {
    return "%s[betas=%s and %s, epsilon=%s, decay=%s]"
        .formatted(decoupled ? "AdamW" : "Adam", beta1, beta2, epsilon, decay());
  }

  /** Starts a description. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The engine computes w − r·m / (√v + e). With r = rate·√(1 − β₂ᵗ) / (1 − β₁ᵗ) and e = ε·√(1 −
   * β₂ᵗ) that is the paper's step.
   */
  @Override
  void change(NDArray weight, NDArray gradient, Memory memory, double weightDecay) {
    double correction1 = 1 - Math.pow(beta1, memory.steps());
    double correction2 = Math.sqrt(1 - Math.pow(beta2, memory.steps()));
    weight
        .getNDArrayInternal()
        .adamUpdate(
            new NDList(weight, gradient, memory.array(0), memory.array(1)),
            new NDList(weight),
            (float) rate(),
            (float) (rate() * correction2 / correction1),
            (float) weightDecay,
            1,
            NO_CLIPPING,
            (float) beta1,
            (float) beta2,
            (float) (epsilon * correction2),
            false,
            decoupled);
  }

  /** Collects what Adam may vary in. */
  public static final class Builder {
    private boolean decoupled;
    private double rate = 0.001;
    private double beta1 = 0.9;
    private double beta2 = 0.999;
    private double epsilon = 1e-8;
    private Decay decay = Decay.none();

    private Builder() {}

    /** The learning rate until {@link ResumableOptimizer#setRate} says another, ≥ 0; 0.001. */
    public Builder optRate(double value) {
      rate = value;
      return this;
    }

    /** How much of the two means stays, each in [0, 1); default 0.9 and 0.999. */
    public Builder optBetas(double first, double second) {
      beta1 = first;
      beta2 = second;
      return this;
    }

    /** What keeps the division finite, above 0; default 1e-8. */
    public Builder optEpsilon(double value) {
      epsilon = value;
      return this;
    }

    /**
     * Whether the decay shrinks the weights directly, which makes it AdamW, instead of being part
     * of the gradient; default false.
     */
    public Builder optDecoupled(boolean isDecoupled) {
      decoupled = isDecoupled;
      return this;
    }

    /** Which parameters decay; default none. */
    public Builder optDecay(Decay which) {
      decay = which;
      return this;
    }

    /**
     * The optimizer.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public AdamOptimizer build() {
      if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
        throw new IllegalArgumentException(
            "betas must be in [0, 1), not %s and %s".formatted(beta1, beta2));
      }
      Require.positive("epsilon", epsilon);
      return new AdamOptimizer(this);
    }
  }
}
