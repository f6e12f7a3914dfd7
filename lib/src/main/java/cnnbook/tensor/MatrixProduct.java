package cnnbook.tensor;

/**
 * The matrix product that everything fast in this library rests on.
 *
 * <p>Cost: rows · inner · columns multiplications, no memory beyond the result. The inner loop runs
 * along contiguous rows, which the JIT compiler turns into vector instructions. It works on a tile
 * of 2 rows of the result and 4 of the inner index: each value of B is loaded once for two rows and
 * each value of C once for four products, so that the processor computes more than it loads (Goto
 * and van de Geijn, "Anatomy of High-Performance Matrix Multiplication", section 4).
 */
public final class MatrixProduct {
  /** Columns worked on together: four rows of B and two of C stay in the first-level cache. */
  private static final int BLOCK = 512;

  private MatrixProduct() {}

  /**
   * C += A · B.
   *
   * @param a (m, k), any strides
   * @param b (k, p), columns contiguous
   * @param c (m, p), columns contiguous; not overlapping a or b
   * @throws IllegalArgumentException if the sizes do not fit or a row of B or C has gaps
   */
  public static void add(MatrixView a, MatrixView b, MatrixView c) {
    if (a.columns() != b.rows() || a.rows() != c.rows() || b.columns() != c.columns()) {
      throw new IllegalArgumentException(
          "product (%d, %d) · (%d, %d) → (%d, %d) does not fit"
              .formatted(a.rows(), a.columns(), b.rows(), b.columns(), c.rows(), c.columns()));
    }
    if (b.columnStride() != 1 || c.columnStride() != 1) {
      throw new IllegalArgumentException("the rows of B and C must be contiguous");
    }
    for (int from = 0; from < c.columns(); from += BLOCK) {
      int to = Math.min(from + BLOCK, c.columns());
      addBlock(a, b.columns(from, to), c.columns(from, to));
    }
  }

  private static void addBlock(MatrixView a, MatrixView b, MatrixView c) {
    for (int row = 0; row < a.rows(); row += 2) {
      boolean pair = row + 1 < a.rows();
      for (int k = 0; k < a.columns(); k += 4) {
        int depth = Math.min(4, a.columns() - k);
        if (pair && depth == 4) {
          addTile(a, b, c, row, k);
        } else {
          addEdge(a, b, c, row, pair ? 2 : 1, k, depth);
        }
      }
    }
  }

  /** Two rows of C gain four products each. */
  private static void addTile(MatrixView a, MatrixView b, MatrixView c, int row, int k) {
    float[] values = a.data();
    int top = a.offset() + row * a.rowStride() + k * a.columnStride();
    int low = top + a.rowStride();
    int step = a.columnStride();
    multiplyAdd(
        values[top],
        values[top + step],
        values[top + 2 * step],
        values[top + 3 * step],
        values[low],
        values[low + step],
        values[low + 2 * step],
        values[low + 3 * step],
        b.data(),
        b.offset() + k * b.rowStride(),
        b.rowStride(),
        c.data(),
        c.offset() + row * c.rowStride(),
        c.rowStride(),
        c.columns());
  }

  private static void multiplyAdd(
      float a00,
      float a01,
      float a02,
      float a03,
      float a10,
      float a11,
      float a12,
      float a13,
      float[] b,
      int b0,
      int bStride,
      float[] c,
      int c0,
      int cStride,
      int width) {
    int b1 = b0 + bStride;
    int b2 = b1 + bStride;
    int b3 = b2 + bStride;
    int c1 = c0 + cStride;
    for (int j = 0; j < width; j++) {
      float x0 = b[b0 + j];
      float x1 = b[b1 + j];
      float x2 = b[b2 + j];
      float x3 = b[b3 + j];
      c[c0 + j] += a00 * x0 + a01 * x1 + a02 * x2 + a03 * x3;
      c[c1 + j] += a10 * x0 + a11 * x1 + a12 * x2 + a13 * x3;
    }
  }

  /** What is left at the lower and right edge of A: one product after the other. */
  private static void addEdge(
      MatrixView a, MatrixView b, MatrixView c, int row, int rows, int k, int depth) {
    for (int i = row; i < row + rows; i++) {
      for (int kk = k; kk < k + depth; kk++) {
        float value = a.data()[a.offset() + i * a.rowStride() + kk * a.columnStride()];
        int source = b.offset() + kk * b.rowStride();
        int target = c.offset() + i * c.rowStride();
        addRow(value, b.data(), source, c.data(), target, c.columns());
      }
    }
  }

  private static void addRow(float a, float[] b, int b0, float[] c, int c0, int width) {
    for (int j = 0; j < width; j++) {
      c[c0 + j] += a * b[b0 + j];
    }
  }
}
