package cnnbook.ops;

import cnnbook.geometry.Axis;
import cnnbook.geometry.Window;
import cnnbook.tensor.Shape;
import cnnbook.tensor.Tensor;

/** The places that pooling windows cover; padding holds no values. */
final class Pooling {
  private Pooling() {}

  /** The elements of one axis under a window: first, first + step, … below end. */
  record Run(int first, int end, int step) {
    /** The number of elements. */
    int count() {
      return (end - first + step - 1) / step;
    }
  }

  /**
   * Receives one window: the plane (image and channel), the rows, the columns, the output's place.
   */
  interface Visitor {
    void visit(int plane, Run rows, Run columns, int output);
  }

  /** The runs of each output position along one axis. */
  interface Runs {
    Run at(int position);
  }

  /** The shape (n, c, oh, ow) of pooling x (n, c, h, w). */
  static Shape outputShape(Tensor x, Window window) {
    Require.rank(4, x, "(n, c, h, w)");
    int oh = window.outputHeight(x.size(2));
    int ow = window.outputWidth(x.size(3));
    requireInside(window.rows(), x.size(2), oh, "rows");
    requireInside(window.columns(), x.size(3), ow, "columns");
    return Shape.of(x.size(0), x.size(1), oh, ow);
  }

  private static void requireInside(Axis axis, int size, int positions, String name) {
    for (int position = 0; position < positions; position++) {
      if (inside(axis, position, size).count() < 1) {
        throw new IllegalArgumentException(
            "window %d along the %s lies wholly in the padding (%d before, %d after %d elements):"
                    .formatted(position, name, axis.before(), axis.after(), size)
                + " pooling needs an element; less padding is legal");
      }
    }
  }

  /** The input elements under the window at one position, without those in the padding. */
  static Run inside(Axis axis, int position, int size) {
    int start = axis.start(position);
    int step = axis.dilation();
    int skipped = start < 0 ? (-start + step - 1) / step : 0;
    int first = start + skipped * step;
    return new Run(first, Math.max(first, Math.min(size, start + axis.extent())), step);
  }

  /** Visits all windows of all planes of x in the order of the output. */
  static void forEach(Shape x, Shape out, Window window, Visitor visitor) {
    forEach(
        out,
        position -> inside(window.rows(), position, x.size(2)),
        position -> inside(window.columns(), position, x.size(3)),
        visitor);
  }

  static void forEach(Shape out, Runs rows, Runs columns, Visitor visitor) {
    int oh = out.size(2);
    int ow = out.size(3);
    Workers.shareRanges(
        out.size(0) * out.size(1),
        (first, end) -> {
          for (int plane = first; plane < end; plane++) {
            for (int i = 0; i < oh; i++) {
              Run run = rows.at(i);
              for (int j = 0; j < ow; j++) {
                visitor.visit(plane, run, columns.at(j), (plane * oh + i) * ow + j);
              }
            }
          }
        });
  }

  /**
   * The place of the largest value under a window; of equal ones the first; NaN counts as largest.
   */
  static int argMax(Tensor x, int plane, Run rows, Run columns) {
    float[] data = x.data();
    int width = x.size(3);
    int start = plane * x.size(2) * width;
    int best = start + rows.first() * width + columns.first();
    for (int row = rows.first(); row < rows.end(); row += rows.step()) {
      for (int column = columns.first(); column < columns.end(); column += columns.step()) {
        int place = start + row * width + column;
        if (data[place] > data[best] || Float.isNaN(data[place]) && !Float.isNaN(data[best])) {
          best = place;
        }
      }
    }
    return best;
  }

  /** The sum of the values under a window. */
  static double sum(Tensor x, int plane, Run rows, Run columns) {
    int width = x.size(3);
    int start = plane * x.size(2) * width;
    double sum = 0;
    for (int row = rows.first(); row < rows.end(); row += rows.step()) {
      for (int column = columns.first(); column < columns.end(); column += columns.step()) {
        sum += x.data()[start + row * width + column];
      }
    }
    return sum;
  }

  /** Adds a number to all places under a window. */
  static void add(double value, Tensor dx, int plane, Run rows, Run columns) {
    int width = dx.size(3);
    int start = plane * dx.size(2) * width;
    for (int row = rows.first(); row < rows.end(); row += rows.step()) {
      for (int column = columns.first(); column < columns.end(); column += columns.step()) {
        dx.data()[start + row * width + column] += (float) value;
      }
    }
  }

  /** Gives each output's gradient to the place that it was taken from. */
  static Tensor scatter(Tensor dout, int[] winners, Shape input) {
    Tensor dx = Tensor.zeros(input);
    for (int i = 0; i < winners.length; i++) {
      dx.data()[winners[i]] += dout.data()[i];
    }
    return dx;
  }
}
