package cnnbook.solutions.e07;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 7.2, each by one slip. */
public final class DenseBackwardMutants {
  private DenseBackwardMutants() {}

  /** Forgets ReLU on the way back. */
  public static class NoGate extends DenseBackwardReference {
    @Override
    Tensor gate(Tensor z, Tensor dout) {
      return dout;
    }
  }

  /** Applies ReLU to the gradient itself. */
  public static class GateOnTheGradient extends DenseBackwardReference {
    @Override
    Tensor gate(Tensor z, Tensor dout) {
      return super.gate(z, dout).map(gradient -> Math.max(gradient, 0));
    }
  }

  /** Lets the gradient pass at exactly 0. */
  public static class OpenAtZero extends DenseBackwardReference {
    @Override
    Tensor gate(Tensor z, Tensor dout) {
      return z.combine(dout, (sum, gradient) -> sum >= 0 ? gradient : 0);
    }
  }

  /** Divides by the number of images. */
  public static class MeanOverImages extends DenseBackwardReference {
    @Override
    public Gradients backward(Tensor x, Tensor weight, Tensor bias, Tensor dout) {
      Gradients right = super.backward(x, weight, bias, dout);
      double share = 1.0 / x.size(0);
      return new Gradients(right.dx(), right.dw().times(share), right.db().times(share));
    }
  }

  /** Turns the weight's gradient on its side. */
  public static class TurnedWeight extends DenseBackwardReference {
    @Override
    public Gradients backward(Tensor x, Tensor weight, Tensor bias, Tensor dout) {
      Gradients right = super.backward(x, weight, bias, dout);
      return new Gradients(right.dx(), right.dw().transpose(), right.db());
    }
  }

  /** Forgets the bias where it asks which units are open. */
  public static class GateWithoutBias extends DenseBackwardReference {
    @Override
    public Gradients backward(Tensor x, Tensor weight, Tensor bias, Tensor dout) {
      return super.backward(x, weight, bias.times(0), dout);
    }
  }

  /** Closes the gates in the caller's gradient. */
  public static class ChangesTheGradient extends DenseBackwardReference {
    @Override
    Tensor gate(Tensor z, Tensor dout) {
      Tensor gated = super.gate(z, dout);
      System.arraycopy(gated.data(), 0, dout.data(), 0, gated.count());
      return gated;
    }
  }

  /** Refuses nothing. */
  public static class AcceptsAnything extends DenseBackwardReference {
    @Override
    public Tensor forward(Tensor x, Tensor weight, Tensor bias) {
      try {
        return super.forward(x, weight, bias);
      } catch (IllegalArgumentException e) {
        return x;
      }
    }
  }
}
