package cnnbook.solutions.e14;

import cnnbook.exercises.e14.ResidualBlock;
import cnnbook.tensor.Shape;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 14.1. */
public class ResidualBlockReference implements ResidualBlock {
  @Override
  public Tensor forward(Tensor x, Tensor w1, Tensor w2) {
    return relu(branch(x, w1, w2).plus(x));
  }

  @Override
  public Gradients backward(Tensor x, Tensor w1, Tensor w2, Tensor dout) {
    Tensor sum = branch(x, w1, w2).plus(x);
    Tensor dsum = outerGate(sum, dout.requireSameShape(sum));
    Tensor z = x.matmul(w1.transpose());
    Tensor dz = innerGate(z, dsum.matmul(w2));
    return new Gradients(
        join(dz.matmul(w1), dsum), dz.transpose().matmul(x), dsum.transpose().matmul(relu(z)));
  }

  static Tensor branch(Tensor x, Tensor w1, Tensor w2) {
    // A branch of width 1 would be broadcast over the skip without a word.
    Shape expected = Shape.of(x.size(1), w1.size(0));
    if (w1.size(1) != x.size(1) || !w2.shape().equals(expected)) {
      throw new IllegalArgumentException(
          "x %s, w1 %s, w2 %s: needed are (n, d), (k, d), (d, k)"
              .formatted(x.shape(), w1.shape(), w2.shape()));
    }
    return relu(x.matmul(w1.transpose())).matmul(w2.transpose());
  }

  static Tensor relu(Tensor z) {
    return z.map(value -> Math.max(value, 0));
  }

  Tensor innerGate(Tensor z, Tensor gradient) {
    return gate(z, gradient);
  }

  Tensor outerGate(Tensor sum, Tensor gradient) {
    return gate(sum, gradient);
  }

  Tensor join(Tensor throughBranch, Tensor throughSkip) {
    return throughBranch.plus(throughSkip);
  }

  private static Tensor gate(Tensor z, Tensor gradient) {
    return z.combine(gradient, (value, g) -> value > 0 ? g : 0);
  }
}
