package cnnbook.solutions.e02;

import cnnbook.exercises.e02.Im2col;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 2.2. */
public class Im2colReference implements Im2col {
  @Override
  public Tensor columns(Tensor image, int kh, int kw, int stride) {
    int oh = positions(image.size(0), kh, stride);
    int ow = positions(image.size(1), kw, stride);
    Tensor columns = Tensor.zeros(kh * kw, oh * ow);
    for (int k = 0; k < kh * kw; k++) {
      for (int p = 0; p < oh * ow; p++) {
        int row = p / ow * stride + k / kw;
        columns.set(image.get(row, p % ow * stride + k % kw), k, p);
      }
    }
    return columns;
  }

  @Override
  public Tensor correlate(Tensor image, Tensor kernels, int stride) {
    int f = kernels.size(0);
    int kh = kernels.size(1);
    int kw = kernels.size(2);
    Tensor maps = kernels.reshape(f, kh * kw).matmul(columns(image, kh, kw, stride));
    return maps.reshape(
        f, positions(image.size(0), kh, stride), positions(image.size(1), kw, stride));
  }

  int positions(int n, int k, int stride) {
    if (k > n) {
      throw new IllegalArgumentException("a window of %d does not fit into %d".formatted(k, n));
    }
    return (n - k) / stride + 1;
  }
}
