package cnnbook.solutions.e06;

import cnnbook.exercises.e06.MinPooling;
import cnnbook.geometry.Window;
import cnnbook.ops.MaxPool2dOp;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 6.3. */
public class MinPoolingReference implements MinPooling {
  @Override
  public Tensor smallest(Tensor x, int kernel, int stride, int padding) {
    return smallest(x, Window.valid(kernel).stride(stride).padding(padding));
  }

  @Override
  public Tensor edges(Tensor x, int kernel) {
    if (kernel % 2 == 0) {
      throw new IllegalArgumentException("a kernel of " + kernel + " has no middle: it is even");
    }
    Window window = window(kernel);
    return largest(x, window).minus(smallest(x, window));
  }

  Tensor smallest(Tensor x, Window window) {
    return largest(x.times(-1), window).times(-1);
  }

  Tensor largest(Tensor x, Window window) {
    return new MaxPool2dOp(window).forward(x).out();
  }

  Window window(int kernel) {
    return Window.same(kernel);
  }
}
