package cnnbook.solutions.e10;

import cnnbook.exercises.e10.FlipAndCrop;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 10.2. */
public class FlipAndCropReference implements FlipAndCrop {
  @Override
  public Tensor flip(Tensor image) {
    int w = image.size(2);
    Tensor out = Tensor.zeros(image.shape());
    for (int c = 0; c < image.size(0); c++) {
      for (int i = 0; i < image.size(1); i++) {
        for (int j = 0; j < w; j++) {
          out.set(image.get(c, i, w - 1 - j), c, i, j);
        }
      }
    }
    return out;
  }

  @Override
  public Tensor crop(Tensor image, int padding, int top, int left, int rows, int columns) {
    requireInside(top, rows, image.size(1) + 2 * padding);
    requireInside(left, columns, image.size(2) + 2 * padding);
    Tensor out = Tensor.zeros(image.size(0), rows, columns);
    for (int c = 0; c < image.size(0); c++) {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          out.set(at(image, c, top + i - padding, left + j - padding), c, i, j);
        }
      }
    }
    return out;
  }

  double at(Tensor image, int c, int i, int j) {
    boolean inside = i >= 0 && i < image.size(1) && j >= 0 && j < image.size(2);
    return inside ? image.get(c, i, j) : 0;
  }

  private static void requireInside(int first, int count, int room) {
    if (first < 0 || count < 1 || first + count > room) {
      throw new IllegalArgumentException(
          "a part of %d from %d does not fit into %d".formatted(count, first, room));
    }
  }

  @Override
  public Tensor[] tenCrops(Tensor image, int side) {
    int down = image.size(1) - side;
    int right = image.size(2) - side;
    int[][] corners = {{0, 0}, {0, right}, {down, 0}, {down, right}, middle(down, right)};
    Tensor[] views = new Tensor[10];
    for (int i = 0; i < 5; i++) {
      views[i] = crop(image, 0, corners[i][0], corners[i][1], side, side);
      views[i + 5] = flip(views[i]);
    }
    return views;
  }

  int[] middle(int down, int right) {
    return new int[] {down / 2, right / 2};
  }
}
