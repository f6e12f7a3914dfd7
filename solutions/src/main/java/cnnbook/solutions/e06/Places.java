package cnnbook.solutions.e06;

import cnnbook.tensor.Tensor;

/** Where the windows of a pooling lie. */
final class Places {
  private Places() {}

  /** Zeros of the shape (n, c, oh, ow) that pooling x (n, c, h, w) has. */
  static Tensor output(Tensor x, int kernel, int stride, int padding) {
    if (padding >= kernel) {
      throw new IllegalArgumentException(
          "padding %d: it must be smaller than the kernel, %d".formatted(padding, kernel));
    }
    int oh = count(x.size(2), kernel, stride, padding);
    int ow = count(x.size(3), kernel, stride, padding);
    return Tensor.zeros(x.size(0), x.size(1), oh, ow);
  }

  private static int count(int size, int kernel, int stride, int padding) {
    if (kernel > size + 2 * padding) {
      throw new IllegalArgumentException(
          "a kernel of %d does not fit into %d with padding %d".formatted(kernel, size, padding));
    }
    return (size + 2 * padding - kernel) / stride + 1;
  }

  /** The places in x's array that an output's window covers, row by row. */
  static int[] under(Tensor x, Tensor out, int output, int kernel, int stride, int padding) {
    int[] index = out.shape().index(output);
    int top = Math.max(index[2] * stride - padding, 0);
    int bottom = Math.min(index[2] * stride - padding + kernel, x.size(2));
    int left = Math.max(index[3] * stride - padding, 0);
    int right = Math.min(index[3] * stride - padding + kernel, x.size(3));
    int[] places = new int[(bottom - top) * (right - left)];
    int next = 0;
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        places[next++] = x.shape().offset(index[0], index[1], row, column);
      }
    }
    return places;
  }
}
