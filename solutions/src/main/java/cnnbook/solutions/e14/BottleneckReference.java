package cnnbook.solutions.e14;

import cnnbook.exercises.e14.Bottleneck;
import cnnbook.geometry.Window;
import cnnbook.ops.Conv2dOp;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 14.2. */
public class BottleneckReference implements Bottleneck {
  static final int EXPANSION = 4;

  @Override
  public int[][] weightShapes(int c, int width, int stride) {
    if (c < 1 || width < 1 || stride < 1) {
      throw new IllegalArgumentException(
          "%d channels, width %d, stride %d: all must be at least 1".formatted(c, width, stride));
    }
    int out = EXPANSION * width;
    int[] reduce = {width, c, 1, 1};
    int[] middle = {width, width, 3, 3};
    int[] expand = {out, width, 1, 1};
    int[] project = {out, c, 1, 1};
    return projects(c, out, stride)
        ? new int[][] {reduce, middle, expand, project}
        : new int[][] {reduce, middle, expand};
  }

  boolean projects(int c, int out, int stride) {
    return stride > 1 || c != out;
  }

  @Override
  public long parameters(int c, int width, int stride) {
    long sum = 0;
    for (int[] shape : weightShapes(c, width, stride)) {
      sum += (long) shape[0] * shape[1] * shape[2] * shape[3];
    }
    return sum;
  }

  @Override
  public long basicParameters(int c) {
    return 2L * 9 * c * c;
  }

  @Override
  public Tensor forward(Tensor x, Tensor[] weights, int stride) {
    return relu(branch(x, weights, stride).plus(skip(x, weights, stride)));
  }

  Tensor branch(Tensor x, Tensor[] weights, int stride) {
    Tensor reduced = relu(convolve(x, weights[0], 1));
    Tensor middle = relu(convolve(reduced, weights[1], stride));
    return convolve(middle, weights[2], 1);
  }

  Tensor skip(Tensor x, Tensor[] weights, int stride) {
    return weights.length == 4 ? convolve(x, weights[3], stride) : x;
  }

  static Tensor convolve(Tensor x, Tensor weight, int stride) {
    Window window = Window.same(weight.size(2)).stride(stride);
    return new Conv2dOp(window).forward(x, weight).out();
  }

  static Tensor relu(Tensor x) {
    return x.map(value -> Math.max(value, 0));
  }
}
