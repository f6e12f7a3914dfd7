package cnnbook.solutions.e04;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 4.1, each by one slip. */
public final class PointwiseConvolutionMutants {
  private PointwiseConvolutionMutants() {}

  /** Forgets the bias. */
  public static class NoBias extends PointwiseConvolutionReference {
    @Override
    public Tensor convolve(Tensor x, Tensor weight, Tensor bias) {
      return super.convolve(x, weight, bias.times(0));
    }
  }

  /** Reshapes a batch where its axes must be permuted. */
  public static class TornBatch extends PointwiseConvolutionReference {
    @Override
    public Tensor convolve(Tensor x, Tensor weight, Tensor bias) {
      int n = x.size(0);
      int h = x.size(2);
      int w = x.size(3);
      Tensor mixed = super.convolve(x.reshape(1, x.size(1), n * h, w), weight, bias);
      return mixed.reshape(n, weight.size(0), h, w);
    }
  }

  /** Puts filters before images. */
  public static class FiltersFirst extends PointwiseConvolutionReference {
    @Override
    public Tensor convolve(Tensor x, Tensor weight, Tensor bias) {
      Tensor right = super.convolve(x, weight, bias);
      return right.permute(1, 0, 2, 3).reshape(right.shape().toArray());
    }
  }

  /** Gives all images what the first one gives. */
  public static class FirstImage extends PointwiseConvolutionReference {
    @Override
    public Tensor convolve(Tensor x, Tensor weight, Tensor bias) {
      Tensor out = super.convolve(x, weight, bias);
      int size = out.count() / out.size(0);
      for (int i = size; i < out.count(); i++) {
        out.data()[i] = out.data()[i % size];
      }
      return out;
    }
  }

  /** Turns the weight over where nothing forbids it. */
  public static class TransposedSquares extends PointwiseConvolutionReference {
    @Override
    public Tensor convolve(Tensor x, Tensor weight, Tensor bias) {
      boolean square = weight.size(0) == weight.size(1);
      return super.convolve(x, square ? weight.transpose() : weight, bias);
    }
  }

  /** Swaps rows and columns. */
  public static class SwappedAxes extends PointwiseConvolutionReference {
    @Override
    public Tensor convolve(Tensor x, Tensor weight, Tensor bias) {
      return super.convolve(x, weight, bias).permute(0, 1, 3, 2);
    }
  }

  /** Lets one bias do for all filters. */
  public static class OneBias extends PointwiseConvolutionReference {
    @Override
    void requireSame(int needed, int came, String what) {
      if (!what.equals("filters") || came != 1) {
        super.requireSame(needed, came, what);
      }
    }

    @Override
    public Tensor convolve(Tensor x, Tensor weight, Tensor bias) {
      int f = weight.size(0);
      return super.convolve(x, weight, bias.count() == 1 ? Tensor.ones(f) : bias);
    }
  }

  /** Adds the bias into the weight. */
  public static class ChangesTheWeight extends PointwiseConvolutionReference {
    @Override
    public Tensor convolve(Tensor x, Tensor weight, Tensor bias) {
      Tensor out = super.convolve(x, weight, bias);
      weight.data()[0] += 1;
      return out;
    }
  }
}
