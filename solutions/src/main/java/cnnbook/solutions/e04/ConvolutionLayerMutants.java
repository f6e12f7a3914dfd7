package cnnbook.solutions.e04;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 4.2, each by one slip. */
public final class ConvolutionLayerMutants {
  private ConvolutionLayerMutants() {}

  /** Forgets the bias. */
  public static class NoBias extends ConvolutionLayerReference {
    @Override
    public Tensor forward(
        Tensor x, Tensor weight, Tensor bias, int stride, int padding, int groups) {
      return super.forward(x, weight, bias.times(0), stride, padding, groups);
    }
  }

  /** Adds the bias with every channel. */
  public static class BiasPerChannel extends ConvolutionLayerReference {
    @Override
    public Tensor forward(
        Tensor x, Tensor weight, Tensor bias, int stride, int padding, int groups) {
      Tensor often = bias.times(weight.size(1));
      return super.forward(x, weight, often, stride, padding, groups);
    }
  }

  /** Lets every group see the first group's channels. */
  public static class FirstGroup extends ConvolutionLayerReference {
    @Override
    int firstChannel(int filter, int f, int c, int groups) {
      return 0;
    }
  }

  /** Deals filters out to the groups one by one: right where each group has one. */
  public static class DealtFilters extends ConvolutionLayerReference {
    @Override
    int firstChannel(int filter, int f, int c, int groups) {
      return filter % groups * (c / groups);
    }
  }

  /** Is right without groups and for depthwise convolutions only. */
  public static class DepthwiseOnly extends ConvolutionLayerReference {
    @Override
    int firstChannel(int filter, int f, int c, int groups) {
      return groups == 1 ? 0 : filter % groups;
    }
  }

  /** Gives all images what the first one gives. */
  public static class FirstImage extends ConvolutionLayerReference {
    @Override
    public Tensor forward(
        Tensor x, Tensor weight, Tensor bias, int stride, int padding, int groups) {
      Tensor out = super.forward(x, weight, bias, stride, padding, groups);
      int size = out.count() / out.size(0);
      for (int i = size; i < out.count(); i++) {
        out.data()[i] = out.data()[i % size];
      }
      return out;
    }
  }

  /** Is right for square kernels only. */
  public static class SquareKernels extends ConvolutionLayerReference {
    @Override
    public Tensor forward(
        Tensor x, Tensor weight, Tensor bias, int stride, int padding, int groups) {
      Tensor square = weight.slice(3, 0, Math.min(weight.size(2), weight.size(3)));
      return super.forward(x, square, bias, stride, padding, groups);
    }
  }

  /** Rounds the number of positions up. */
  public static class RoundsUp extends ConvolutionLayerReference {
    @Override
    int positions(int n, int k, int stride, int padding) {
      super.positions(n, k, stride, padding);
      return (n + 2 * padding - k + stride - 1) / stride + 1;
    }
  }

  /** Turns the kernels, as true convolution does. */
  public static class TrueConvolution extends ConvolutionLayerReference {
    @Override
    public Tensor forward(
        Tensor x, Tensor weight, Tensor bias, int stride, int padding, int groups) {
      Tensor turned = weight.copy();
      int area = weight.size(2) * weight.size(3);
      for (int i = 0; i < weight.count(); i++) {
        turned.data()[i] = weight.data()[i / area * area + area - 1 - i % area];
      }
      return super.forward(x, turned, bias, stride, padding, groups);
    }
  }

  /** Checks the weight, but neither groups nor bias. */
  public static class HalfChecked extends ConvolutionLayerReference {
    @Override
    void check(Tensor x, Tensor weight, Tensor bias, int groups) {
      if (weight.size(1) != x.size(1) / groups) {
        throw new IllegalArgumentException("weight " + weight.shape());
      }
    }
  }
}
