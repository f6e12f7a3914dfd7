package cnnbook.solutions.e08;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 8.2, each by one slip. */
public final class BatchNormBackwardMutants {
  private BatchNormBackwardMutants() {}

  /** Takes μ and σ for constants, as the notes do. */
  public static class OneTerm extends BatchNormBackwardReference {
    @Override
    Tensor share(Tensor dout, Tensor normalized, Tensor meanDout, Tensor meanProduct) {
      return dout;
    }
  }

  /** Takes σ for a constant. */
  public static class TwoTerms extends BatchNormBackwardReference {
    @Override
    Tensor share(Tensor dout, Tensor normalized, Tensor meanDout, Tensor meanProduct) {
      return dout.minus(meanDout);
    }
  }

  /** Adds the third term. */
  public static class WrongSign extends BatchNormBackwardReference {
    @Override
    Tensor share(Tensor dout, Tensor normalized, Tensor meanDout, Tensor meanProduct) {
      return dout.minus(meanDout).plus(normalized.times(meanProduct));
    }
  }

  /** Gives the means over the batch for γ and β. */
  public static class MeanForSum extends BatchNormBackwardReference {
    @Override
    public Gradients backward(Tensor x, Tensor gamma, Tensor dout, double epsilon) {
      Gradients right = super.backward(x, gamma, dout, epsilon);
      double share = 1.0 / x.size(0);
      return new Gradients(right.dx(), right.dgamma().times(share), right.dbeta().times(share));
    }
  }

  /** Forgets γ on the way to x. */
  public static class NoGamma extends BatchNormBackwardReference {
    @Override
    public Gradients backward(Tensor x, Tensor gamma, Tensor dout, double epsilon) {
      return super.backward(x, Tensor.ones(gamma.count()), dout, epsilon);
    }
  }

  /** Forgets ε. */
  public static class NoEpsilon extends BatchNormBackwardReference {
    @Override
    public Gradients backward(Tensor x, Tensor gamma, Tensor dout, double epsilon) {
      return super.backward(x, gamma, dout, 0);
    }
  }

  /** Takes every image for a batch of its own. */
  public static class ImageByImage extends BatchNormBackwardReference {
    @Override
    public Gradients backward(Tensor x, Tensor gamma, Tensor dout, double epsilon) {
      Gradients right = super.backward(x, gamma, dout, epsilon);
      Tensor dx = right.dx().copy();
      int image = dx.count() / x.size(0);
      for (int n = 0; n < x.size(0); n++) {
        Tensor one =
            super.backward(x.slice(0, n, n + 1), gamma, dout.slice(0, n, n + 1), epsilon).dx();
        System.arraycopy(one.data(), 0, dx.data(), n * image, image);
      }
      return new Gradients(dx, right.dgamma(), right.dbeta());
    }
  }
}
