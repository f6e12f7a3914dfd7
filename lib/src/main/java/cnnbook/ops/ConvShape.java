package cnnbook.ops;

import cnnbook.geometry.Axis;
import cnnbook.geometry.Window;
import cnnbook.tensor.Shape;
import cnnbook.tensor.Tensor;

/**
 * All sizes of one convolution, checked against each other.
 *
 * @param n images
 * @param c input channels
 * @param h input rows
 * @param w input columns
 * @param f filters, the output channels
 * @param groups the parts into which channels and filters are divided; filters of a part see its
 *     channels alone
 * @param window how the kernel slides; padding is zeros
 */
public record ConvShape(int n, int c, int h, int w, int f, int groups, Window window) {

  /** Checks that the groups divide the channels and the filters, and that the kernel fits. */
  public ConvShape {
    if (groups < 1 || c % groups != 0 || f % groups != 0) {
      throw new IllegalArgumentException(
          "groups is %d: it must divide both %d channels and %d filters".formatted(groups, c, f));
    }
    if (window.rows().ceil() || window.columns().ceil()) {
      throw new IllegalArgumentException(
          "a convolution rounds its size down: ceil is for pooling alone");
    }
    window.outputHeight(h);
    window.outputWidth(w);
  }

  /**
   * The sizes of x (n, c, h, w) under weights (f, c / groups, kh, kw).
   *
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public static ConvShape of(Tensor x, Tensor weight, Window window, int groups) {
    Require.rank(4, x, "(n, c, h, w)");
    Require.rank(4, weight, "(f, c / groups, kh, kw)");
    ConvShape shape =
        new ConvShape(x.size(0), x.size(1), x.size(2), x.size(3), weight.size(0), groups, window);
    Require.shape(shape.weightShape(), weight, "weight for input " + x.shape());
    return shape;
  }

  /** Output rows. */
  public int oh() {
    return window.outputHeight(h);
  }

  /** Output columns. */
  public int ow() {
    return window.outputWidth(w);
  }

  /** Kernel rows. */
  public int kh() {
    return rows().kernel();
  }

  /** Kernel columns. */
  public int kw() {
    return columns().kernel();
  }

  /** How the kernel moves down. */
  public Axis rows() {
    return window.rows();
  }

  /** How the kernel moves to the right. */
  public Axis columns() {
    return window.columns();
  }

  /** Channels that one filter sees. */
  public int groupChannels() {
    return c / groups;
  }

  /** Filters in one group. */
  public int groupFilters() {
    return f / groups;
  }

  /** Products in one output value: (c / groups)·kh·kw. */
  public int depth() {
    return groupChannels() * kh() * kw();
  }

  /** (n, c, h, w). */
  public Shape inputShape() {
    return Shape.of(n, c, h, w);
  }

  /** (f, c / groups, kh, kw). */
  public Shape weightShape() {
    return Shape.of(f, groupChannels(), kh(), kw());
  }

  /** (n, f, oh, ow). */
  public Shape outputShape() {
    return Shape.of(n, f, oh(), ow());
  }
}
