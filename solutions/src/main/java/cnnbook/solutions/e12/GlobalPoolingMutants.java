package cnnbook.solutions.e12;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 12.1, each by one slip. */
public final class GlobalPoolingMutants {
  private GlobalPoolingMutants() {}

  /** Takes the largest value. */
  public static class MaxPooling extends GlobalPoolingReference {
    @Override
    public Tensor forward(Tensor x) {
      Tensor out = super.forward(x);
      for (int i = 0; i < out.size(0); i++) {
        for (int c = 0; c < out.size(1); c++) {
          out.set(x.select(0, i).select(0, c).max(), i, c);
        }
      }
      return out;
    }
  }

  /** Divides by the squared rows. */
  public static class SquareMaps extends GlobalPoolingReference {
    @Override
    public Tensor forward(Tensor x) {
      return super.forward(x).times((double) x.size(3) / x.size(2));
    }
  }

  /** Averages over the batch, too. */
  public static class MeanOverTheBatch extends GlobalPoolingReference {
    @Override
    public Tensor forward(Tensor x) {
      Tensor out = super.forward(x);
      return Tensor.zeros(out.shape()).plus(out.mean(0));
    }
  }

  /** Hands the gradient to every place undivided. */
  public static class WholeGradient extends GlobalPoolingReference {
    @Override
    double share(int h, int w) {
      return 1;
    }
  }

  /** Divides the gradient by the rows alone. */
  public static class DividesByRows extends GlobalPoolingReference {
    @Override
    double share(int h, int w) {
      return 1.0 / h;
    }
  }

  /** Gives back rows and columns in the wrong places. */
  public static class SwappedAxes extends GlobalPoolingReference {
    @Override
    public Tensor backward(Tensor dout, int h, int w) {
      return super.backward(dout, w, h);
    }
  }

  /** Averages first and cuts then. */
  public static class ReluAfterTheMean extends GlobalPoolingReference {
    @Override
    public Tensor head(Tensor x, Tensor weight, Tensor bias) {
      super.head(x, weight, bias);
      return forward(maps(x, weight, bias)).map(value -> Math.max(value, 0));
    }
  }

  /** Has no ReLU. */
  public static class NoRelu extends GlobalPoolingReference {
    @Override
    public Tensor head(Tensor x, Tensor weight, Tensor bias) {
      super.head(x, weight, bias);
      return forward(maps(x, weight, bias));
    }
  }

  /** Adds the bias behind the pooling. */
  public static class BiasAtTheEnd extends GlobalPoolingReference {
    @Override
    public Tensor head(Tensor x, Tensor weight, Tensor bias) {
      return super.head(x, weight, Tensor.zeros(bias.shape())).plus(bias);
    }
  }

  /** Lets one bias be broadcast to all classes. */
  public static class OneBias extends GlobalPoolingReference {
    @Override
    public Tensor head(Tensor x, Tensor weight, Tensor bias) {
      return super.head(x, weight, bias.plus(Tensor.zeros(weight.size(0))));
    }
  }
}
