package cnnbook.solutions.e01;

import cnnbook.exercises.e01.Translation;
import cnnbook.geometry.Window;
import cnnbook.ops.Conv2dOp;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 1.2. */
public class TranslationReference implements Translation {
  @Override
  public Tensor translate(Tensor image, int down, int right) {
    int h = image.size(0);
    int w = image.size(1);
    Tensor moved = Tensor.zeros(h, w);
    for (int i = 0; i < h; i++) {
      for (int j = 0; j < w; j++) {
        int row = i - down;
        int column = j - right;
        boolean inside = row >= 0 && row < h && column >= 0 && column < w;
        moved.set(inside ? image.get(row, column) : 0, i, j);
      }
    }
    return moved;
  }

  @Override
  public double deviation(Tensor image, Tensor kernel, int down, int right) {
    Tensor moveFirst = correlate(translate(image, down, right), kernel);
    Tensor moveLast = translate(correlate(image, kernel), down, right);
    return distance(moveFirst, moveLast);
  }

  double distance(Tensor a, Tensor b) {
    return a.minus(b).map(Math::abs).max();
  }

  private static Tensor correlate(Tensor image, Tensor kernel) {
    Tensor map =
        new Conv2dOp(Window.valid(kernel.size(0), kernel.size(1)))
            .forward(image(image), image(kernel))
            .out();
    return map.reshape(map.size(2), map.size(3));
  }

  /** (h, w) as (1, 1, h, w). */
  private static Tensor image(Tensor matrix) {
    return matrix.reshape(1, 1, matrix.size(0), matrix.size(1));
  }
}
