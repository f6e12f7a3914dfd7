package cnnbook.ops;

import cnnbook.tensor.Tensor;

/**
 * Histograms of oriented gradients: features of an image that people designed, as they were before
 * networks learned them. N. Dalal and B. Triggs, "Histograms of Oriented Gradients for Human
 * Detection", IEEE Conference on Computer Vision and Pattern Recognition, 2005, section 6, without
 * the sharing of a vote between neighbouring cells.
 *
 * <p>Each pixel's gradient (dy, dx) votes with its length √(dy² + dx²) for its direction, which is
 * unsigned: 0 ≤ atan2(dy, dx) &lt; 180°. Bin b stands for b·180/bins degrees, and a vote is shared
 * by the two bins next to it in proportion. Votes are counted in square cells; each 2×2 cells are a
 * block, and a block v is normalized to v/√(‖v‖² + ε²).
 *
 * @param cell pixels on each side of a cell, at least 1
 * @param bins directions, at least 2; the paper takes 9
 */
public record Hog(int cell, int bins) {
  /** For pixels of 0 to 255: what varies by less than this is as good as even. */
  private static final double EPSILON = 1;

  /** Checks the sizes. */
  public Hog {
    Require.atLeast(1, cell, "cell");
    Require.atLeast(2, bins, "bins");
  }

  /**
   * The histograms of all cells, as maps: one for each direction.
   *
   * @param image (H, W) or (1, 1, H, W), 0 to 255; what remains beyond the last whole cell is left
   *     out
   * @return (bins, ⌊H/cell⌋, ⌊W/cell⌋)
   */
  public Tensor cells(Tensor image) {
    Tensor plane = plane(image);
    int rows = plane.size(0) / cell;
    int columns = plane.size(1) / cell;
    Require.atLeast(1, Math.min(rows, columns), "the number of cells down or across");
    float[] votes = new float[bins * rows * columns];
    for (int y = 0; y < rows * cell; y++) {
      for (int x = 0; x < columns * cell; x++) {
        vote(plane, y, x, votes, (y / cell) * columns + x / cell, rows * columns);
      }
    }
    return Tensor.of(votes, bins, rows, columns);
  }

  /**
   * What a classifier gets: all blocks one after the other, normalized.
   *
   * @param image (H, W) or (1, 1, H, W), 0 to 255, at least two cells high and wide
   * @return (R−1)·(C−1)·4·bins numbers in [0, 1], where R and C are the rows and columns of cells
   */
  public Tensor features(Tensor image) {
    Tensor cells = cells(image);
    int rows = cells.size(1) - 1;
    int columns = cells.size(2) - 1;
    Require.atLeast(1, Math.min(rows, columns), "the number of blocks down or across");
    int size = 4 * bins;
    float[] all = new float[rows * columns * size];
    for (int i = 0; i < rows * columns; i++) {
      block(cells, i / columns, i % columns, all, i * size);
    }
    return Tensor.of(all, all.length);
  }

  private static Tensor plane(Tensor image) {
    boolean single = image.rank() == 4 && image.size(0) == 1 && image.size(1) == 1;
    Tensor plane = single ? image.reshape(image.size(2), image.size(3)) : image;
    Require.rank(2, plane, "(H, W)");
    return plane;
  }

  private void vote(Tensor image, int y, int x, float[] votes, int place, int places) {
    double dx = at(image, y, x + 1) - at(image, y, x - 1);
    double dy = at(image, y + 1, x) - at(image, y - 1, x);
    double degrees = (Math.toDegrees(Math.atan2(dy, dx)) + 360) % 180;
    double position = degrees * bins / 180;
    int low = (int) position % bins;
    double share = position - (int) position;
    double length = Math.hypot(dx, dy);
    votes[low * places + place] += (float) (length * (1 - share));
    votes[(low + 1) % bins * places + place] += (float) (length * share);
  }

  /** Beyond the edge the edge goes on. */
  private static double at(Tensor image, int y, int x) {
    int row = Math.max(0, Math.min(image.size(0) - 1, y));
    int column = Math.max(0, Math.min(image.size(1) - 1, x));
    return image.get(row, column);
  }

  private void block(Tensor cells, int row, int column, float[] all, int from) {
    double squares = EPSILON * EPSILON;
    for (int i = 0; i < 4 * bins; i++) {
      float value = cells.get(i % bins, row + i / bins / 2, column + i / bins % 2);
      all[from + i] = value;
      squares += value * value;
    }
    for (int i = 0; i < 4 * bins; i++) {
      all[from + i] /= (float) Math.sqrt(squares);
    }
  }
}
