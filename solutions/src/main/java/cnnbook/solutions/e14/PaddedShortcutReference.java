package cnnbook.solutions.e14;

import cnnbook.exercises.e14.PaddedShortcut;
import cnnbook.tensor.Shape;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 14.3. */
public class PaddedShortcutReference implements PaddedShortcut {
  @Override
  public Tensor forward(Tensor x, int stride, int f) {
    Tensor out = Tensor.zeros(outShape(x.shape(), stride, f));
    for (int n = 0; n < x.size(0); n++) {
      for (int c = 0; c < x.size(1); c++) {
        for (int i = 0; i < out.size(2); i++) {
          for (int j = 0; j < out.size(3); j++) {
            out.set(x.get(n, c, i * stride, j * stride), n, place(c, x.size(1), f), i, j);
          }
        }
      }
    }
    return out;
  }

  @Override
  public Tensor backward(Tensor dout, int c, int h, int w, int stride) {
    int f = dout.size(1);
    Tensor dx = Tensor.zeros(dout.size(0), c, h, w);
    Shape expected = outShape(dx.shape(), stride, f);
    if (!dout.shape().equals(expected)) {
      throw new IllegalArgumentException("dout is %s, not %s".formatted(dout.shape(), expected));
    }
    for (int n = 0; n < dx.size(0); n++) {
      for (int k = 0; k < c; k++) {
        for (int i = 0; i < dout.size(2); i++) {
          for (int j = 0; j < dout.size(3); j++) {
            dx.set(dout.get(n, place(k, c, f), i, j), n, k, i * stride, j * stride);
          }
        }
      }
    }
    return dx;
  }

  /** Where a channel of x lies in the result. */
  int place(int channel, int c, int f) {
    return channel;
  }

  static Shape outShape(Shape x, int stride, int f) {
    if (f < x.size(1) || stride < 1) {
      throw new IllegalArgumentException(
          "x %s, stride %d, %d channels: none may get lost".formatted(x, stride, f));
    }
    return Shape.of(x.size(0), f, (x.size(2) - 1) / stride + 1, (x.size(3) - 1) / stride + 1);
  }
}
