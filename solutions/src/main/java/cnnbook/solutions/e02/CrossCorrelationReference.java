package cnnbook.solutions.e02;

import cnnbook.exercises.e02.CrossCorrelation;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 2.1. */
public class CrossCorrelationReference implements CrossCorrelation {
  @Override
  public Tensor correlate(Tensor image, Tensor kernel, int stride, int padding) {
    int oh = size(image.size(0), kernel.size(0), stride, padding);
    int ow = size(image.size(1), kernel.size(1), stride, padding);
    Tensor out = Tensor.zeros(oh, ow);
    for (int i = 0; i < oh; i++) {
      for (int j = 0; j < ow; j++) {
        out.set(sum(image, kernel, i * stride - padding, j * stride - padding), i, j);
      }
    }
    return out;
  }

  private static int size(int n, int k, int stride, int padding) {
    if (k > n + 2 * padding) {
      throw new IllegalArgumentException(
          "a kernel of %d does not fit into %d with padding %d".formatted(k, n, padding));
    }
    return (n + 2 * padding - k) / stride + 1;
  }

  private static double sum(Tensor image, Tensor kernel, int top, int left) {
    double sum = 0;
    for (int y = 0; y < kernel.size(0); y++) {
      for (int x = 0; x < kernel.size(1); x++) {
        boolean inside =
            top + y >= 0 && top + y < image.size(0) && left + x >= 0 && left + x < image.size(1);
        sum += inside ? image.get(top + y, left + x) * kernel.get(y, x) : 0;
      }
    }
    return sum;
  }
}
