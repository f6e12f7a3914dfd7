package cnnbook.solutions.e14;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 14.2, each by one slip. */
public final class BottleneckMutants {
  private BottleneckMutants() {}

  /** Always projects. */
  public static class AlwaysProjects extends BottleneckReference {
    @Override
    boolean projects(int c, int out, int stride) {
      return true;
    }
  }

  /** Projects where the stride asks for it, not where the channels do. */
  public static class ProjectsForStrideAlone extends BottleneckReference {
    @Override
    boolean projects(int c, int out, int stride) {
      return stride > 1;
    }
  }

  /** Multiplies in int. */
  public static class Overflows extends BottleneckReference {
    @Override
    public long parameters(int c, int width, int stride) {
      return (int) super.parameters(c, width, stride);
    }
  }

  /** Counts one of the basic block's convolutions. */
  public static class OneConvolution extends BottleneckReference {
    @Override
    public long basicParameters(int c) {
      return super.basicParameters(c) / 2;
    }
  }

  /** Counts a bias for each filter. */
  public static class WithBiases extends BottleneckReference {
    @Override
    public long parameters(int c, int width, int stride) {
      return super.parameters(c, width, stride) + 6L * width;
    }
  }

  /** Strides in the first 1×1, as the paper's first version does. */
  public static class StrideInTheFirst extends BottleneckReference {
    @Override
    Tensor branch(Tensor x, Tensor[] weights, int stride) {
      Tensor reduced = relu(convolve(x, weights[0], stride));
      return convolve(relu(convolve(reduced, weights[1], 1)), weights[2], 1);
    }
  }

  /** Has a third ReLU inside the branch. */
  public static class ReluBeforeTheSkip extends BottleneckReference {
    @Override
    Tensor branch(Tensor x, Tensor[] weights, int stride) {
      return relu(super.branch(x, weights, stride));
    }
  }

  /** Has a ReLU behind the projection. */
  public static class ReluInTheSkip extends BottleneckReference {
    @Override
    Tensor skip(Tensor x, Tensor[] weights, int stride) {
      return relu(super.skip(x, weights, stride));
    }
  }

  /** Has no ReLU behind the first convolution. */
  public static class OneInnerRelu extends BottleneckReference {
    @Override
    Tensor branch(Tensor x, Tensor[] weights, int stride) {
      Tensor reduced = convolve(x, weights[0], 1);
      return convolve(relu(convolve(reduced, weights[1], stride)), weights[2], 1);
    }
  }

  /** Has no ReLU at the end. */
  public static class NoLastRelu extends BottleneckReference {
    @Override
    public Tensor forward(Tensor x, Tensor[] weights, int stride) {
      return branch(x, weights, stride).plus(skip(x, weights, stride));
    }
  }
}
