package cnnbook.solutions.e06;

import cnnbook.exercises.e06.AveragePooling;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 6.2. */
public class AveragePoolingReference implements AveragePooling {
  @Override
  public Tensor forward(Tensor x, int kernel, int stride, int padding, boolean countPadding) {
    Tensor out = Places.output(x, kernel, stride, padding);
    for (int i = 0; i < out.count(); i++) {
      int[] places = Places.under(x, out, i, kernel, stride, padding);
      double sum = 0;
      for (int place : places) {
        sum += x.data()[place];
      }
      out.data()[i] = (float) (sum / divisor(kernel, places.length, countPadding));
    }
    return out;
  }

  @Override
  public Tensor backward(
      Tensor x, Tensor dout, int kernel, int stride, int padding, boolean countPadding) {
    Tensor out = Places.output(x, kernel, stride, padding);
    Tensor dx = Tensor.zeros(x.shape());
    for (int i = 0; i < out.count(); i++) {
      int[] places = Places.under(x, out, i, kernel, stride, padding);
      for (int place : places) {
        send(dx, place, dout.data()[i] / divisor(kernel, places.length, countPadding));
      }
    }
    return dx;
  }

  int divisor(int kernel, int inside, boolean countPadding) {
    return countPadding ? kernel * kernel : inside;
  }

  void send(Tensor dx, int place, float gradient) {
    dx.data()[place] += gradient;
  }
}
