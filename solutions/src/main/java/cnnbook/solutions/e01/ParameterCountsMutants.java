package cnnbook.solutions.e01;

/** Wrong answers to exercise 1.1, each by one slip. */
public final class ParameterCountsMutants {
  private ParameterCountsMutants() {}

  /** Forgets the biases of dense layers. */
  public static class NoDenseBias extends ParameterCountsReference {
    @Override
    long dense(long in, int out) {
      return in * out;
    }
  }

  /** Counts in int. */
  public static class IntOverflow extends ParameterCountsReference {
    @Override
    long dense(long in, int out) {
      return (int) super.dense(in, out);
    }
  }

  /** Takes a bias per input. */
  public static class BiasPerInput extends ParameterCountsReference {
    @Override
    long dense(long in, int out) {
      return in * (out + 1);
    }
  }

  /** Forgets the biases of convolutions. */
  public static class NoKernelBias extends ParameterCountsReference {
    @Override
    long convolution(int c, int f, int kernel) {
      return super.convolution(c, f, kernel) - f;
    }
  }

  /** Gives a kernel one channel. */
  public static class FlatKernels extends ParameterCountsReference {
    @Override
    long convolution(int c, int f, int kernel) {
      return super.convolution(1, f, kernel);
    }
  }

  /** Rounds up after pooling, which the public tests' even maps do not show. */
  public static class PoolsUp extends ParameterCountsReference {
    @Override
    int pooled(int n, int kernel) {
      super.pooled(n, kernel);
      return (n - kernel + 2) / 2;
    }
  }

  /** Lets the convolution keep the size. */
  public static class SamePadding extends ParameterCountsReference {
    @Override
    int pooled(int n, int kernel) {
      super.pooled(n, kernel);
      return n / 2;
    }
  }

  /** Is right for square pictures only. */
  public static class SquarePictures extends ParameterCountsReference {
    @Override
    public long cnn(int channels, int h, int w, int[] filters, int kernel, int classes) {
      return super.cnn(channels, h, h, filters, kernel, classes);
    }
  }

  /** Refuses kernels that are too large, but not maps that pooling cannot halve. */
  public static class PoolsNothing extends ParameterCountsReference {
    @Override
    int pooled(int n, int kernel) {
      return n == kernel ? 0 : super.pooled(n, kernel);
    }
  }
}
