package cnnbook.ops;

import cnnbook.tensor.Tensor;
import java.util.Arrays;

/**
 * What the kernel sees, for some rows of the output of one image and group: the im2col matrix in
 * blocks that fit the processor's cache.
 *
 * <p>An element k of the kernel is (channel, a, b) = (k / (kh·kw), k / kw mod kh, k mod kw).
 */
final class Patches {
  /** Numbers in a block: 256 KiB, a quarter of a usual second-level cache. */
  private static final int BLOCK = 65_536;

  private final ConvShape shape;
  private final int oh;
  private final int ow;
  private final int area;

  Patches(ConvShape shape) {
    this.shape = shape;
    this.oh = shape.oh();
    this.ow = shape.ow();
    this.area = shape.window().area();
  }

  /** Output rows in a block, so that what is seen there and what comes out take 256 KiB at most. */
  int rowsPerBlock() {
    long numbers = (long) Math.max(shape.depth(), shape.groupFilters()) * ow;
    return (int) Math.max(1, Math.min(oh, BLOCK / numbers));
  }

  /** panel[k][p] = the input under element k at position p; zero outside the image. */
  void fillColumns(Tensor x, int part, int from, int to, float[][] panel) {
    for (int k = 0; k < panel.length; k++) {
      int plane = part * shape.groupChannels() + k / area;
      int a = k / shape.kw() % shape.kh();
      int b = k % shape.kw();
      int first = firstInside(b);
      int end = endInside(b, first);
      int offset = shape.columns().input(first, b);
      for (int i = from; i < to; i++) {
        int row = shape.rows().input(i, a);
        int at = (i - from) * ow;
        if (row < 0 || row >= shape.h()) {
          Arrays.fill(panel[k], at, at + ow, 0);
        } else {
          int source = (plane * shape.h() + row) * shape.w() + offset;
          fillRow(x.data(), source, panel[k], at, first, end);
        }
      }
    }
  }

  /** Copies the inside of one row, zeros before {@code first} and from {@code end}. */
  private void fillRow(float[] x, int source, float[] target, int at, int first, int end) {
    for (int j = 0; j < first; j++) {
      target[at + j] = 0;
    }
    int stride = shape.columns().stride();
    if (stride == 1 && end > first) {
      System.arraycopy(x, source, target, at + first, end - first);
    } else {
      for (int j = first; j < end; j++) {
        target[at + j] = x[source + (j - first) * stride];
      }
    }
    for (int j = end; j < ow; j++) {
      target[at + j] = 0;
    }
  }

  /** dx under element k at position p gains line[p]: {@link #fillColumns} undone for one k. */
  void addColumn(float[] line, int part, int k, int from, int to, Tensor dx) {
    int b = k % shape.kw();
    int first = firstInside(b);
    int end = endInside(b, first);
    int stride = shape.columns().stride();
    for (int i = from; i < to; i++) {
      int row = inputRow(part, k, i);
      if (row >= 0) {
        int target = row + shape.columns().input(first, b);
        addRow(line, (i - from) * ow + first, end - first, dx.data(), target, stride);
      }
    }
  }

  private static void addRow(
      float[] line, int from, int count, float[] dx, int target, int stride) {
    for (int j = 0; j < count; j++) {
      dx[target + j * stride] += line[from + j];
    }
  }

  /** rows[p][k] = the input under element k at position p: {@link #fillColumns} transposed. */
  void fillRows(Tensor x, int part, int from, int to, float[][] rows) {
    for (int i = from; i < to; i++) {
      for (int j = 0; j < ow; j++) {
        fillPatch(x.data(), part, i, j, rows[(i - from) * ow + j]);
      }
    }
  }

  /** Everything that the kernel sees at one position; zeros outside the image. */
  private void fillPatch(float[] x, int part, int i, int j, float[] patch) {
    int kw = shape.kw();
    int dilation = shape.columns().dilation();
    int left = shape.columns().start(j);
    for (int k = 0; k < patch.length; k += kw) {
      int row = inputRow(part, k, i);
      for (int b = 0, column = left; b < kw; b++, column += dilation) {
        boolean inside = row >= 0 && column >= 0 && column < shape.w();
        patch[k + b] = inside ? x[row + column] : 0;
      }
    }
  }

  /** The place of the input row under element k at output row i; −1 outside the image. */
  private int inputRow(int part, int k, int i) {
    int row = shape.rows().input(i, k / shape.kw() % shape.kh());
    int plane = part * shape.groupChannels() + k / area;
    return row < 0 || row >= shape.h() ? -1 : (plane * shape.h() + row) * shape.w();
  }

  /** The first output column whose input under kernel column b lies in the image. */
  private int firstInside(int b) {
    int outside = Math.max(0, -shape.columns().input(0, b));
    int stride = shape.columns().stride();
    return Math.min(ow, (outside + stride - 1) / stride);
  }

  /** One past the last output column whose input under kernel column b lies in the image. */
  private int endInside(int b, int first) {
    int room = shape.w() - 1 - shape.columns().input(0, b);
    return room < 0 ? first : Math.max(first, Math.min(ow, room / shape.columns().stride() + 1));
  }
}
