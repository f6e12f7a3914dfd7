package cnnbook.solutions.e07;

import cnnbook.ops.TrueConv2dOp;
import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 7.1, each by one slip. */
public final class ConvolutionBackwardMutants {
  private ConvolutionBackwardMutants() {}

  /** Turns the kernel once too often. */
  public static class TurnedKernel extends ConvolutionBackwardReference {
    @Override
    public Gradients backward(Tensor x, Tensor weight, Tensor dout, int stride, int padding) {
      Gradients right = super.backward(x, weight, dout, stride, padding);
      Tensor turned = TrueConv2dOp.flip(weight);
      Tensor dx = super.backward(x, turned, dout, stride, padding).dx();
      return new Gradients(dx, right.dw(), right.db());
    }
  }

  /** Divides the bias's gradient by the number of images. */
  public static class MeanOverImages extends ConvolutionBackwardReference {
    @Override
    public Gradients backward(Tensor x, Tensor weight, Tensor dout, int stride, int padding) {
      Gradients right = super.backward(x, weight, dout, stride, padding);
      return new Gradients(right.dx(), right.dw(), right.db().times(1.0 / x.size(0)));
    }
  }

  /** Takes the weight's gradient from the first image alone. */
  public static class FirstImage extends ConvolutionBackwardReference {
    @Override
    public Gradients backward(Tensor x, Tensor weight, Tensor dout, int stride, int padding) {
      Gradients right = super.backward(x, weight, dout, stride, padding);
      Gradients first =
          super.backward(x.slice(0, 0, 1), weight, dout.slice(0, 0, 1), stride, padding);
      return new Gradients(right.dx(), first.dw(), right.db());
    }
  }

  /** Takes rows for columns. */
  public static class SwappedAxes extends ConvolutionBackwardReference {
    @Override
    public Gradients backward(Tensor x, Tensor weight, Tensor dout, int stride, int padding) {
      Gradients right = super.backward(x, weight, dout, stride, padding);
      Tensor swapped = right.dw().permute(0, 1, 3, 2).reshape(weight.shape().toArray());
      return new Gradients(right.dx(), swapped, right.db());
    }
  }

  /** Knows no stride but 1 and 2. */
  public static class ShortStrides extends ConvolutionBackwardReference {
    @Override
    int start(int position, int stride, int padding) {
      return super.start(position, Math.min(stride, 2), padding);
    }
  }

  /** Knows no padding but 0 and 1. */
  public static class ThinPadding extends ConvolutionBackwardReference {
    @Override
    int start(int position, int stride, int padding) {
      return super.start(position, stride, Math.min(padding, 1));
    }
  }

  /** Sends the gradient of all filters through the first one. */
  public static class FirstFilter extends ConvolutionBackwardReference {
    @Override
    public Gradients backward(Tensor x, Tensor weight, Tensor dout, int stride, int padding) {
      Gradients right = super.backward(x, weight, dout, stride, padding);
      Tensor same = weight.times(0).plus(weight.slice(0, 0, 1));
      Tensor dx = super.backward(x, same, dout, stride, padding).dx();
      return new Gradients(dx, right.dw(), right.db());
    }
  }

  /** Refuses nothing. */
  public static class AcceptsAnything extends ConvolutionBackwardReference {
    @Override
    public Gradients backward(Tensor x, Tensor weight, Tensor dout, int stride, int padding) {
      try {
        return super.backward(x, weight, dout, stride, padding);
      } catch (IllegalArgumentException e) {
        return new Gradients(x, weight, Tensor.zeros(weight.size(0)));
      }
    }
  }
}
