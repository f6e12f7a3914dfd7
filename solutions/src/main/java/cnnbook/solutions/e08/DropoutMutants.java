package cnnbook.solutions.e08;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 8.3, each by one slip. */
public final class DropoutMutants {
  private DropoutMutants() {}

  /** Does not let what stays grow. */
  public static class NoScale extends DropoutReference {
    @Override
    Tensor mask(Tensor uniform, double p) {
      return uniform.map(u -> u < p ? 0 : 1);
    }
  }

  /** Takes p for the probability of staying. */
  public static class KeepProbability extends DropoutReference {
    @Override
    Tensor mask(Tensor uniform, double p) {
      return uniform.map(u -> u < p ? 1 / p : 0);
    }
  }

  /** Divides by p. */
  public static class DividesByP extends DropoutReference {
    @Override
    Tensor mask(Tensor uniform, double p) {
      return uniform.map(u -> u < p ? 0 : 1 / p);
    }
  }

  /** Drops at exactly p, too. */
  public static class DropsAtP extends DropoutReference {
    @Override
    Tensor mask(Tensor uniform, double p) {
      return uniform.map(u -> u <= p ? 0 : 1 / (1 - p));
    }
  }

  /** Scales at inference, as the paper's first form does. */
  public static class ScalesAtInference extends DropoutReference {
    @Override
    public Tensor forward(Tensor x, Tensor uniform, double p, boolean training) {
      Tensor out = super.forward(x, uniform, p, training);
      return training ? out : out.times(1 - p);
    }
  }

  /** Forgets that inference has a gradient. */
  public static class BackwardAlwaysDrops extends DropoutReference {
    @Override
    public Tensor backward(Tensor dout, Tensor uniform, double p, boolean training) {
      return super.backward(dout, uniform, p, true);
    }
  }

  /** Drops in the caller's tensor. */
  public static class ChangesTheInput extends DropoutReference {
    @Override
    public Tensor forward(Tensor x, Tensor uniform, double p, boolean training) {
      Tensor out = super.forward(x, uniform, p, training);
      System.arraycopy(out.data(), 0, x.data(), 0, out.count());
      return x;
    }
  }

  /** Refuses p = 1 and nothing else. */
  public static class NegativeProbability extends DropoutReference {
    @Override
    public Tensor forward(Tensor x, Tensor uniform, double p, boolean training) {
      return super.forward(x, uniform, Math.max(p, 0), training);
    }
  }
}
