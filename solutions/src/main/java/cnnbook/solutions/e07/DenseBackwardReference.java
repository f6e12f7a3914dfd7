package cnnbook.solutions.e07;

import cnnbook.exercises.e07.DenseBackward;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 7.2. */
public class DenseBackwardReference implements DenseBackward {
  @Override
  public Tensor forward(Tensor x, Tensor weight, Tensor bias) {
    return sums(x, weight, bias).map(z -> Math.max(z, 0));
  }

  @Override
  public Gradients backward(Tensor x, Tensor weight, Tensor bias, Tensor dout) {
    Tensor z = sums(x, weight, bias);
    Tensor dz = gate(z, dout.requireSameShape(z));
    return new Gradients(dz.matmul(weight), dz.transpose().matmul(x), dz.sum(0));
  }

  private static Tensor sums(Tensor x, Tensor weight, Tensor bias) {
    if (x.size(1) != weight.size(1) || bias.rank() != 1 || bias.size(0) != weight.size(0)) {
      throw new IllegalArgumentException(
          "x %s, weight %s, bias %s: needed are (n, c), (f, c), (f)"
              .formatted(x.shape(), weight.shape(), bias.shape()));
    }
    return x.matmul(weight.transpose()).plus(bias);
  }

  Tensor gate(Tensor z, Tensor dout) {
    return z.combine(dout, (sum, gradient) -> sum > 0 ? gradient : 0);
  }
}
