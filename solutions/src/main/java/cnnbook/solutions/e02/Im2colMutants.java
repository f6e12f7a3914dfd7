package cnnbook.solutions.e02;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 2.2, each by one slip. */
public final class Im2colMutants {
  private Im2colMutants() {}

  /** Makes each position a row. */
  public static class PositionsAsRows extends Im2colReference {
    @Override
    public Tensor columns(Tensor image, int kh, int kw, int stride) {
      return super.columns(image, kh, kw, stride).transpose();
    }

    @Override
    public Tensor correlate(Tensor image, Tensor kernels, int stride) {
      return new Im2colReference().correlate(image, kernels, stride);
    }
  }

  /** Counts the places in the window column by column. */
  public static class WindowByColumns extends Im2colReference {
    @Override
    public Tensor columns(Tensor image, int kh, int kw, int stride) {
      Tensor right = super.columns(image, kh, kw, stride);
      int positions = right.size(1);
      return right.reshape(kh, kw, positions).permute(1, 0, 2).reshape(kh * kw, positions);
    }
  }

  /** Counts the positions column by column. */
  public static class PositionsByColumns extends Im2colReference {
    @Override
    public Tensor columns(Tensor image, int kh, int kw, int stride) {
      Tensor right = super.columns(image, kh, kw, stride);
      int oh = positions(image.size(0), kh, stride);
      int ow = positions(image.size(1), kw, stride);
      return right.reshape(kh * kw, oh, ow).permute(0, 2, 1).reshape(kh * kw, oh * ow);
    }
  }

  /** Knows no stride but 1 and 2. */
  public static class ShortStrides extends Im2colReference {
    @Override
    public Tensor columns(Tensor image, int kh, int kw, int stride) {
      return super.columns(image, kh, kw, Math.min(2, stride));
    }
  }

  /** Is right for square images only. */
  public static class SquareImages extends Im2colReference {
    @Override
    public Tensor columns(Tensor image, int kh, int kw, int stride) {
      int side = Math.min(image.size(0), image.size(1));
      return super.columns(image.slice(0, 0, side).slice(1, 0, side), kh, kw, stride);
    }
  }

  /** Swaps rows and columns of the maps. */
  public static class SwappedMaps extends Im2colReference {
    @Override
    public Tensor correlate(Tensor image, Tensor kernels, int stride) {
      return super.correlate(image, kernels, stride).permute(0, 2, 1);
    }
  }

  /** Forgets all kernels but the first two, which the public tests do not see. */
  public static class TwoKernels extends Im2colReference {
    @Override
    public Tensor correlate(Tensor image, Tensor kernels, int stride) {
      Tensor maps = super.correlate(image, kernels, stride);
      for (int i = 2 * maps.count() / maps.size(0); i < maps.count(); i++) {
        maps.data()[i] = 0;
      }
      return maps;
    }
  }

  /** Rounds the number of positions up, and looks at the last row and column again. */
  public static class RoundsUp extends Im2colReference {
    @Override
    int positions(int n, int k, int stride) {
      return super.positions(n + stride - 1, k, stride);
    }

    @Override
    public Tensor columns(Tensor image, int kh, int kw, int stride) {
      Tensor wide = Tensor.zeros(image.size(0) + stride, image.size(1) + stride);
      for (int i = 0; i < image.count(); i++) {
        wide.set(image.data()[i], i / image.size(1), i % image.size(1));
      }
      int oh = positions(image.size(0), kh, stride);
      int ow = positions(image.size(1), kw, stride);
      int h = (oh - 1) * stride + kh;
      int w = (ow - 1) * stride + kw;
      return new Im2colReference().columns(wide.slice(0, 0, h).slice(1, 0, w), kh, kw, stride);
    }
  }

  /** Turns the kernels, as true convolution does. */
  public static class TrueConvolution extends Im2colReference {
    @Override
    public Tensor correlate(Tensor image, Tensor kernels, int stride) {
      Tensor turned = kernels.copy();
      int area = kernels.size(1) * kernels.size(2);
      for (int i = 0; i < kernels.count(); i++) {
        turned.data()[i] = kernels.data()[i / area * area + area - 1 - i % area];
      }
      return super.correlate(image, turned, stride);
    }
  }
}
