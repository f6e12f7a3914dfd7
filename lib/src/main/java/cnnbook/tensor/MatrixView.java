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
}
