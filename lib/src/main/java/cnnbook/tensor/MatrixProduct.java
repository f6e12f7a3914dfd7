package cnnbook.tensor;

import java.util.stream.IntStream;

/**
 * The matrix product that everything fast in this library rests on.
 *
 * <p>The inner loop runs along arrays from their beginning and writes one of them: that is the form
 * which the JIT compiler of Java 17 turns into vector instructions (eight products at a time). Four
 * rows are combined in one pass, so that the result is loaded and stored once for four products.
 * Columns are worked on in blocks that stay in the processor's caches (Goto and van de Geijn,
 * "Anatomy of High-Performance Matrix Multiplication", section 4).
 */
public final class MatrixProduct {
  /** Columns worked on together. */
  private static final int BLOCK = 256;

  /** Products below which a second thread costs more than it brings. */
  private static final long WORTH_SHARING = 200_000;

  private MatrixProduct() {}

  /**
   * C += A · B, rows of the result shared among the cores.
   *
   * <p>Cost: m·k·p multiplications; k·min(p, 256) numbers of extra memory, and one row for each row
   * in work.
   *
   * @param a (m, k)
   * @param b (k, p)
   * @param c (m, p), not overlapping a or b
   * @throws IllegalArgumentException if the sizes do not fit
   */
  public static void add(MatrixView a, MatrixView b, MatrixView c) {
    if (a.columns() != b.rows() || a.rows() != c.rows() || b.columns() != c.columns()) {
      throw new IllegalArgumentException(
          "product (%d, %d) · (%d, %d) → (%d, %d) does not fit"
              .formatted(a.rows(), a.columns(), b.rows(), b.columns(), c.rows(), c.columns()));
    }
    for (int from = 0; from < c.columns(); from += BLOCK) {
      int to = Math.min(from + BLOCK, c.columns());
      addBlock(a, b.columns(from, to), c.columns(from, to));
    }
  }

  private static void addBlock(MatrixView a, MatrixView b, MatrixView c) {
    float[][] panel = b.toRows();
    IntStream rows = IntStream.range(0, c.rows());
    boolean share = (long) c.rows() * c.columns() * b.rows() >= WORTH_SHARING;
    (share ? rows.parallel() : rows)
        .forEach(
            row -> {
              float[] line = c.row(row);
              int from = a.offset() + row * a.rowStride();
              addRows(a.data(), from, a.columnStride(), panel, line);
              c.setRow(row, line);
            });
  }

  /**
   * Adds a weighted sum of rows: {@code line[j] += Σ_k weights[from + k·step] · rows[k][j]}.
   *
   * @param weights holds one weight for each row
   * @param from place of the first weight
   * @param step from one weight to the next
   * @param rows arrays at least as long as {@code line}
   * @param line is changed
   */
  public static void addRows(float[] weights, int from, int step, float[][] rows, float[] line) {
    addRows(weights, from, step, rows, rows.length, line, line.length);
  }

  /** As above, with the first {@code depth} rows and {@code width} numbers of each alone. */
  public static void addRows(
      float[] weights, int from, int step, float[][] rows, int depth, float[] line, int width) {
    int k = 0;
    int at = from;
    for (; k + 4 <= depth; k += 4, at += 4 * step) {
      addFour(
          weights[at],
          weights[at + step],
          weights[at + 2 * step],
          weights[at + 3 * step],
          rows[k],
          rows[k + 1],
          rows[k + 2],
          rows[k + 3],
          line,
          width);
    }
    for (; k < depth; k++, at += step) {
      addOne(weights[at], rows[k], line, width);
    }
  }

  // Loops of their own, so that the JIT compiler meets nothing but the loop.

  private static void addFour(
      float a0,
      float a1,
      float a2,
      float a3,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float[] c,
      int width) {
    for (int j = 0; j < width; j++) {
      c[j] += a0 * b0[j] + a1 * b1[j] + a2 * b2[j] + a3 * b3[j];
    }
  }

  private static void addOne(float a, float[] b, float[] c, int width) {
    for (int j = 0; j < width; j++) {
      c[j] += a * b[j];
    }
  }
}
