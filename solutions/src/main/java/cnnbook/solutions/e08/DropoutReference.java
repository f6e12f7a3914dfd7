package cnnbook.solutions.e08;

import cnnbook.exercises.e08.Dropout;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 8.3. */
public class DropoutReference implements Dropout {
  @Override
  public Tensor forward(Tensor x, Tensor uniform, double p, boolean training) {
    if (!(p >= 0 && p < 1)) {
      throw new IllegalArgumentException("p is " + p + ": it must be at least 0 and below 1");
    }
    uniform.requireSameShape(x);
    return training ? x.times(mask(uniform, p)) : x.copy();
  }

  @Override
  public Tensor backward(Tensor dout, Tensor uniform, double p, boolean training) {
    return forward(dout, uniform, p, training);
  }

  Tensor mask(Tensor uniform, double p) {
    return uniform.map(u -> u < p ? 0 : 1 / (1 - p));
  }
}
