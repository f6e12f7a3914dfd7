package cnnbook.solutions.e02;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 2.1, each by one slip. */
public final class CrossCorrelationMutants {
  private CrossCorrelationMutants() {}

  /** Turns the kernel. */
  public static class TrueConvolution extends CrossCorrelationReference {
    @Override
    public Tensor correlate(Tensor image, Tensor kernel, int stride, int padding) {
      int n = kernel.count();
      Tensor turned = Tensor.zeros(kernel.size(0), kernel.size(1));
      for (int i = 0; i < n; i++) {
        turned.data()[i] = kernel.data()[n - 1 - i];
      }
      return super.correlate(image, turned, stride, padding);
    }
  }

  /** Takes rows for columns. */
  public static class SwappedAxes extends CrossCorrelationReference {
    @Override
    public Tensor correlate(Tensor image, Tensor kernel, int stride, int padding) {
      return super.correlate(image.transpose(), kernel, stride, padding);
    }
  }

  /** Is right for square kernels only. */
  public static class SquareKernels extends CrossCorrelationReference {
    @Override
    public Tensor correlate(Tensor image, Tensor kernel, int stride, int padding) {
      int side = Math.min(kernel.size(0), kernel.size(1));
      Tensor square = kernel.slice(0, 0, side).slice(1, 0, side);
      return super.correlate(image, square, stride, padding);
    }
  }

  /** Takes the padding for both sides together. */
  public static class TotalPadding extends CrossCorrelationReference {
    @Override
    public Tensor correlate(Tensor image, Tensor kernel, int stride, int padding) {
      return super.correlate(image, kernel, stride, padding / 2);
    }
  }

  /** Knows no stride but 1 and 2. */
  public static class ShortStrides extends CrossCorrelationReference {
    @Override
    public Tensor correlate(Tensor image, Tensor kernel, int stride, int padding) {
      return super.correlate(image, kernel, Math.min(stride, 2), padding);
    }
  }

  /** Writes into the image. */
  public static class ChangesTheImage extends CrossCorrelationReference {
    @Override
    public Tensor correlate(Tensor image, Tensor kernel, int stride, int padding) {
      Tensor out = super.correlate(image, kernel, stride, padding);
      image.set(0, 0, 0);
      return out;
    }
  }

  /** Refuses nothing. */
  public static class AcceptsAnything extends CrossCorrelationReference {
    @Override
    public Tensor correlate(Tensor image, Tensor kernel, int stride, int padding) {
      try {
        return super.correlate(image, kernel, stride, padding);
      } catch (IllegalArgumentException e) {
        return Tensor.zeros(1, 1);
      }
    }
  }
}
