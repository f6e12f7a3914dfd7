package cnnbook.solutions.e17;

import cnnbook.exercises.e17.GradCam;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 17.1. */
public class GradCamReference implements GradCam {
  @Override
  public Tensor channelWeights(Tensor gradients) {
    return gradients.reshape(gradients.size(0), -1).mean(1);
  }

  @Override
  public Tensor map(Tensor activations, Tensor gradients) {
    Tensor map = cut(weighted(activations, gradients.requireSameShape(activations)));
    double largest = map.max();
    return largest > 0 ? map.times(1 / largest) : map;
  }

  Tensor weighted(Tensor activations, Tensor gradients) {
    Tensor weights = channelWeights(gradients);
    Tensor sum = Tensor.zeros(activations.size(1), activations.size(2));
    for (int c = 0; c < activations.size(0); c++) {
      sum.add(activations.select(0, c).times(weights.get(c)));
    }
    return sum;
  }

  Tensor cut(Tensor map) {
    return map.map(value -> Math.max(value, 0));
  }

  @Override
  public double shareInside(Tensor map, int top, int left, int rows, int columns) {
    boolean inside = top >= 0 && left >= 0 && rows >= 0 && columns >= 0;
    if (!inside || top + rows > map.size(0) || left + columns > map.size(1)) {
      throw new IllegalArgumentException(
          "a box of %d×%d from (%d, %d) does not fit into %s"
              .formatted(rows, columns, top, left, map.shape()));
    }
    double all = map.sum();
    double part = 0;
    for (int i = top; i < top + rows; i++) {
      for (int j = left; j < left + columns; j++) {
        part += map.get(i, j);
      }
    }
    return all > 0 ? part / all : 0;
  }
}
