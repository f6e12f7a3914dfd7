package cnnbook.solutions.e01;

import cnnbook.exercises.e01.ParameterCounts;

/** A right answer to exercise 1.1. */
public class ParameterCountsReference implements ParameterCounts {
  @Override
  public long mlp(int[] sizes) {
    if (sizes.length < 2) {
      throw new IllegalArgumentException(
          sizes.length + " sizes: an input and an output are needed");
    }
    long sum = 0;
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] < 1) {
        throw new IllegalArgumentException(
            "size " + i + " is " + sizes[i] + ": at least 1 is needed");
      }
      sum += i == 0 ? 0 : dense(sizes[i - 1], sizes[i]);
    }
    return sum;
  }

  @Override
  public long cnn(int channels, int h, int w, int[] filters, int kernel, int classes) {
    long sum = 0;
    int c = channels;
    int rows = h;
    int columns = w;
    for (int f : filters) {
      sum += convolution(c, f, kernel);
      rows = pooled(rows, kernel);
      columns = pooled(columns, kernel);
      c = f;
    }
    return sum + dense((long) c * rows * columns, classes);
  }

  long dense(long in, int out) {
    return (in + 1) * out;
  }

  long convolution(int c, int f, int kernel) {
    return ((long) c * kernel * kernel + 1) * f;
  }

  /** What a convolution and a pooling layer leave of n rows or columns. */
  int pooled(int n, int kernel) {
    int map = n - kernel + 1;
    if (map < 2) {
      throw new IllegalArgumentException(
          "%d rows or columns under a kernel of %d: pooling needs 2, left are %d"
              .formatted(n, kernel, map));
    }
    return map / 2;
  }
}
