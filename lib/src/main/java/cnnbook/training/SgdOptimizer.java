package cnnbook.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stochastic gradient descent with momentum, as PyTorch defines it; {@link cnnbook.ops.Sgd} is the
 * same in plain Java.
 *
 * <pre>
 * g = dw + decay·w
 * v = momentum·v + g                (v = g at the first step)
 * w = w − rate·v                    (Nesterov: w − rate·(g + momentum·v))
 * </pre>
 *
 * <p>Source: Sutskever and others, "On the importance of initialization and momentum in deep
 * learning", 2013, section 2. There, as in DJL's own, the rate stands inside v; the two differ once
 * the rate changes.
 */
public final class SgdOptimizer extends ResumableOptimizer {
  private final double momentum;
  private final boolean nesterov;
  private final Map<Device, NDArray> momentumOn = new ConcurrentHashMap<>();

  private SgdOptimizer(Builder settings) {
    super(
        settings.rate,
        settings.decay,
        settings.momentum == 0 ? new String[0] : new String[] {"velocity"});
    this.momentum = settings.momentum;
    this.nesterov = settings.nesterov;
  }

  /** What it does, the same for all that do the same. */
  @Override
  public String toString() {
    return "SGD[momentum=%s, nesterov=%s, decay=%s]".formatted(momentum, nesterov, decay());
  }

  /** Starts a description. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  void change(NDArray weight, NDArray gradient, Memory memory, double weightDecay) {
    if (momentum == 0) {
      descend(weight, gradient, rate(), weightDecay);
      return;
    }
    NDArray velocity = memory.array(0);
    velocity.muli(momentum(weight));
    velocity.addi(gradient);
    if (weightDecay != 0) {
      // Without the gradient's tape: the velocity must not carry one.
      try (NDArray value = weight.stopGradient();
          NDArray pull = value.mul((float) weightDecay)) {
        velocity.addi(pull);
      }
    }
    if (nesterov) {
      descend(weight, gradient, rate(), weightDecay);
      descend(weight, velocity, rate() * momentum, 0);
    } else {
      descend(weight, velocity, rate(), 0);
    }
  }

  /** On the device already: ten times quicker than the number itself. */
  private NDArray momentum(NDArray weight) {
    return momentumOn.computeIfAbsent(
        weight.getDevice(),
        device -> {
          try (NDArray number = owner(weight).create((float) momentum)) {
            return Memory.copy(number, owner(weight), device);
          }
        });
  }

  @Override
  public void close() {
    momentumOn.clear(); // the base class frees them
    super.close();
  }

  /** Collects what the descent may vary in. */
  public static final class Builder {
    private double rate = 0.01;
    private double momentum;
    private boolean nesterov;
    private Decay decay = Decay.none();

    private Builder() {}

    /**
     * The learning rate until {@link ResumableOptimizer#setRate} says another, ≥ 0; default 0.01.
     */
    public Builder optRate(double value) {
      rate = value;
      return this;
    }

    /** How much of the velocity stays, 0 ≤ momentum &lt; 1; default 0. */
    public Builder optMomentum(double value) {
      momentum = value;
      return this;
    }

    /** Whether the step looks ahead by one velocity; needs a momentum; default false. */
    public Builder optNesterov(boolean looksAhead) {
      nesterov = looksAhead;
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
    public SgdOptimizer build() {
      if (!(momentum >= 0 && momentum < 1)) {
        throw new IllegalArgumentException("momentum must be in [0, 1), not " + momentum);
      }
      if (nesterov && momentum == 0) {
        throw new IllegalArgumentException("Nesterov's step needs optMomentum above 0");
      }
      return new SgdOptimizer(this);
    }
  }
}
