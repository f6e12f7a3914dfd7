package cnnbook.tensor;

/**
 * A matrix inside an array: element (row, column) lies at {@code offset + row · rowStride + column
 * · columnStride}. A transposed matrix is the same array with the two strides swapped.
 *
 * @param data the array, shared
 * @param offset where element (0, 0) lies
 * @param rows number of rows
 * @param columns number of columns
 * @param rowStride step from one row to the next
 * @param columnStride step from one column to the next
 */
public record MatrixView(
    float[] data, int offset, int rows, int columns, int rowStride, int columnStride) {

  /** A matrix that lies row by row without gaps. */
  public static MatrixView of(float[] data, int offset, int rows, int columns) {
    return new MatrixView(data, offset, rows, columns, columns, 1);
  }

  /** The view of a tensor (rows, columns). */
  public static MatrixView of(Tensor matrix) {
    return of(matrix.data(), 0, matrix.size(0), matrix.size(1));
  }

  /** The same values with rows and columns exchanged. */
  public MatrixView transpose() {
    return new MatrixView(data, offset, columns, rows, columnStride, rowStride);
  }

  /** The columns from (included) … to (excluded). */
  public MatrixView columns(int from, int to) {
    return new MatrixView(
        data, offset + from * columnStride, rows, to - from, rowStride, columnStride);
  }

  /** A copy of one row. */
  public float[] row(int row) {
    float[] copy = new float[columns];
    int from = offset + row * rowStride;
    if (columnStride == 1) {
      System.arraycopy(data, from, copy, 0, columns);
    } else {
      for (int column = 0; column < columns; column++) {
        copy[column] = data[from + column * columnStride];
      }
    }
    return copy;
  }

  /** A copy of all rows, each an array of its own. */
  public float[][] toRows() {
    float[][] copy = new float[rows][];
    for (int row = 0; row < rows; row++) {
      copy[row] = row(row);
    }
    return copy;
  }

  /** Replaces the values of one row. */
  void setRow(int row, float[] values) {
    int to = offset + row * rowStride;
    for (int column = 0; column < columns; column++) {
      data[to + column * columnStride] = values[column];
    }
  }
}
