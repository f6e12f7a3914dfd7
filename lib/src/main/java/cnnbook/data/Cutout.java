package cnnbook.data;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** See {@link Augment#cutout}. */
record Cutout(int side) implements Augmentation {
  Cutout {
    Augment.require(side >= 1, "the side of the square", side, "at least 1 pixel");
  }

  @Override
  public void apply(Pixels image, RandomGenerator random) {
    cut(image, random.nextInt(image.height()), random.nextInt(image.width()));
  }

  /** An even side has no middle: one pixel more is above and left of it. */
  void cut(Pixels image, int middleY, int middleX) {
    int top = Math.max(0, middleY - side / 2);
    int bottom = Math.min(image.height(), middleY - side / 2 + side);
    int left = Math.max(0, middleX - side / 2);
    int right = Math.min(image.width(), middleX - side / 2 + side);
    for (int c = 0; c < image.channels(); c++) {
      for (int y = top; y < bottom; y++) {
        int row = (c * image.height() + y) * image.width();
        Arrays.fill(image.values(), row + left, row + right, 0);
      }
    }
  }
}
