package cnnbook.data;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * See {@link Augment#shift} and {@link Augment#crop}: a window cut from the padded image at random
 * is the image moved by as much as the padding at most.
 */
record Shift(int vertical, int horizontal, boolean repeatEdges) implements Augmentation {
  Shift {
    Augment.require(vertical >= 0, "the vertical distance", vertical, "at least 0 pixels");
    Augment.require(horizontal >= 0, "the horizontal distance", horizontal, "at least 0 pixels");
  }

  @Override
  public void apply(Pixels image, RandomGenerator random) {
    int down = random.nextInt(-vertical, vertical + 1);
    int right = random.nextInt(-horizontal, horizontal + 1);
    if (down != 0 || right != 0) {
      move(image, down, right);
    }
  }

  void move(Pixels image, int down, int right) {
    int height = image.height();
    int rows = image.channels() * height;
    for (int row = 0; row < rows; row++) {
      int y = row % height;
      int source = Math.max(0, Math.min(height - 1, y - down));
      if (source == y - down || repeatEdges) {
        moveRow(image, row - y + source, row, right);
      } else {
        int at = row * image.width();
        Arrays.fill(image.spare(), at, at + image.width(), 0);
      }
    }
    image.swap();
  }

  private void moveRow(Pixels image, int fromRow, int toRow, int right) {
    int width = image.width();
    int from = fromRow * width;
    int to = toRow * width;
    float[] in = image.values();
    float[] out = image.spare();
    int begin = Math.max(0, Math.min(width, right));
    int end = Math.max(0, Math.min(width, width + right));
    Arrays.fill(out, to, to + begin, repeatEdges ? in[from] : 0);
    Arrays.fill(out, to + end, to + width, repeatEdges ? in[from + width - 1] : 0);
    if (begin < end) {
      System.arraycopy(in, from + begin - right, out, to + begin, end - begin);
    }
  }
}
