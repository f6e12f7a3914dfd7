package cnnbook.solutions.e06;

import cnnbook.exercises.e06.MaxPooling;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 6.1. */
public class MaxPoolingReference implements MaxPooling {
  @Override
  public Tensor forward(Tensor x, int kernel, int stride, int padding) {
    Tensor out = Places.output(x, kernel, stride, padding);
    for (int i = 0; i < out.count(); i++) {
      out.data()[i] = x.data()[winner(x, Places.under(x, out, i, kernel, stride, padding))];
    }
    return out;
  }

  @Override
  public Tensor backward(Tensor x, Tensor dout, int kernel, int stride, int padding) {
    Tensor out = Places.output(x, kernel, stride, padding);
    Tensor dx = Tensor.zeros(x.shape());
    for (int i = 0; i < out.count(); i++) {
      int winner = winner(x, Places.under(x, out, i, kernel, stride, padding));
      send(dx, winner, dout.data()[i]);
    }
    return dx;
  }

  int winner(Tensor x, int[] places) {
    int best = places[0];
    for (int place : places) {
      best = beats(x.data()[place], x.data()[best]) ? place : best;
    }
    return best;
  }

  boolean beats(float value, float best) {
    return value > best;
  }

  void send(Tensor dx, int place, float gradient) {
    dx.data()[place] += gradient;
  }
}
