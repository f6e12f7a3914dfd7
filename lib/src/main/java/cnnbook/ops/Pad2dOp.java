package cnnbook.ops;

import cnnbook.geometry.Axis;
import cnnbook.geometry.Window;
import cnnbook.tensor.Tensor;

/**
 * Puts a frame around images.
 *
 * <p>x (n, c, h, w) → out (n, c, top + h + bottom, left + w + right).
 *
 * @param top rows above, ≥ 0
 * @param bottom rows below, ≥ 0
 * @param left columns to the left, ≥ 0
 * @param right columns to the right, ≥ 0
 * @param mode what stands in the frame
 */
public record Pad2dOp(int top, int bottom, int left, int right, PadMode mode) implements Layer {

  /** Checks the ranges. */
  public Pad2dOp {
    Require.atLeast(0, top, "top");
    Require.atLeast(0, bottom, "bottom");
    Require.atLeast(0, left, "left");
    Require.atLeast(0, right, "right");
  }

  /** The frame that a window asks for. */
  public static Pad2dOp of(Window window, PadMode mode) {
    Axis rows = window.rows();
    Axis columns = window.columns();
    return new Pad2dOp(rows.before(), rows.after(), columns.before(), columns.after(), mode);
  }

  /**
   * The framed images.
   *
   * @throws IllegalArgumentException if the mode needs more image than there is
   */
  public Tensor forward(Tensor x) {
    Require.rank(4, x, "(n, c, h, w)");
    int h = x.size(2);
    int w = x.size(3);
    requireRoom(h, w);
    Tensor out = Tensor.zeros(x.size(0), x.size(1), top + h + bottom, left + w + right);
    forEachPixel(out, h, w, (outer, inner) -> out.data()[outer] = x.data()[inner]);
    return out;
  }

  /**
   * Each input element collects the gradients of all places where its value stands.
   *
   * @param dout (n, c, top + h + bottom, left + w + right)
   * @return dx (n, c, h, w)
   * @throws IllegalArgumentException if no image has a frame of this shape
   */
  public Tensor backward(Tensor dout) {
    Require.rank(4, dout, "(n, c, top + h + bottom, left + w + right)");
    int h = dout.size(2) - top - bottom;
    int w = dout.size(3) - left - right;
    if (h < 1 || w < 1) {
      throw new IllegalArgumentException(
          "dout %s leaves %d rows and %d columns inside the frame: needed is 1 at least"
              .formatted(dout.shape(), h, w));
    }
    requireRoom(h, w);
    Tensor dx = Tensor.zeros(dout.size(0), dout.size(1), h, w);
    forEachPixel(dout, h, w, (outer, inner) -> dx.data()[inner] += dout.data()[outer]);
    return dx;
  }

  @Override
  public Pass forward(Tensor x, boolean training) {
    Tensor out = forward(x);
    return new Pass(
        out,
        dout -> {
          Require.shape(out.shape(), dout, "dout");
          return backward(dout);
        });
  }

  private interface Pair {
    void visit(int outer, int inner);
  }

  /** Visits each pixel of the framed images that has a source, with the place of the source. */
  private void forEachPixel(Tensor framed, int h, int w, Pair pair) {
    int width = framed.size(3);
    int height = framed.size(2);
    for (int plane = 0; plane < framed.size(0) * framed.size(1); plane++) {
      for (int i = 0; i < height; i++) {
        int row = mode.source(i - top, h);
        for (int j = 0; j < width && row != PadMode.OUTSIDE; j++) {
          int column = mode.source(j - left, w);
          if (column != PadMode.OUTSIDE) {
            pair.visit((plane * height + i) * width + j, (plane * h + row) * w + column);
          }
        }
      }
    }
  }

  private void requireRoom(int h, int w) {
    requireRoom(Math.max(top, bottom), h, "rows");
    requireRoom(Math.max(left, right), w, "columns");
  }

  private void requireRoom(int padding, int size, String name) {
    if (padding > mode.most(size)) {
      throw new IllegalArgumentException(
          "%s padding of %d %s does not fit %d %s: legal is at most %d"
              .formatted(mode, padding, name, size, name, mode.most(size)));
    }
  }
}
