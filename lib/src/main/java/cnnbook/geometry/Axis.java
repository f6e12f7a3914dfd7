package cnnbook.geometry;

/**
 * How a window slides along one axis of the input.
 *
 * @param kernel number of elements in the window, ≥ 1
 * @param stride step from one position of the window to the next, ≥ 1
 * @param before elements of padding before the first input element, ≥ 0
 * @param after elements of padding after the last input element, ≥ 0
 * @param dilation step from one element of the window to the next, ≥ 1; 1 leaves no holes
 * @param ceil whether a last window that is not filled counts too (pooling only)
 */
public record Axis(int kernel, int stride, int before, int after, int dilation, boolean ceil) {

  /** Checks the ranges. */
  public Axis {
    requireAtLeast(1, kernel, "kernel");
    requireAtLeast(1, stride, "stride");
    requireAtLeast(0, before, "padding before");
    requireAtLeast(0, after, "padding after");
    requireAtLeast(1, dilation, "dilation");
    requireInt((long) dilation * (kernel - 1) + 1, "extent of kernel %d", kernel);
    requireInt((long) before + after, "total padding of kernel %d", kernel);
  }

  /** A window that slides by one over the bare input. */
  public static Axis of(int kernel) {
    return new Axis(kernel, 1, 0, 0, 1, false);
  }

  /** The input elements from the window's first to its last: d·(k−1) + 1. */
  public int extent() {
    return dilation * (kernel - 1) + 1;
  }

  /** Padding on both sides together. */
  public int totalPadding() {
    return before + after;
  }

  /**
   * The number of positions that the window takes:
   *
   * <pre>⌊(n + before + after − d·(k−1) − 1) / s⌋ + 1</pre>
   *
   * With {@link #ceil} the quotient is rounded up, but a window that would begin in the padding
   * after the input is left out, as PyTorch does. Then even a window that lacks less than its
   * stride counts.
   *
   * <p>Source: Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", section
   * 2.4; dilation: section 5.1.
   *
   * @param n the input's size, ≥ 1
   * @throws IllegalArgumentException if the window does not fit the padded input
   */
  public int outputSize(int n) {
    requireAtLeast(1, n, "input size");
    int padded = requireInt((long) n + totalPadding(), "padded size of %d", n);
    int room = padded - extent();
    if (ceil ? room <= -stride : room < 0) {
      throw new IllegalArgumentException(
          "kernel %d%s does not fit the padded input of %d: padding ≥ %d in total or extent ≤ %d"
              .formatted(kernel, dilated(), padded, extent() - n, padded));
    }
    if (!ceil) {
      return room / stride + 1;
    }
    // In long: an unfilled window may begin beyond every int.
    long positions = ((long) room + stride - 1) / stride + 1;
    boolean lastBeginsInPadding = (positions - 1) * stride - before >= n;
    return (int) (lastBeginsInPadding ? positions - 1 : positions);
  }

  /**
   * The size that a transposed convolution with this window makes of n:
   *
   * <pre>(n − 1)·s − before − after + d·(k−1) + outputPadding + 1</pre>
   *
   * A strided convolution makes the same size of several input sizes; outputPadding chooses among
   * them. Source: Dumoulin and Visin, section 4.6, relationship 14.
   *
   * @param n the input's size, ≥ 1
   * @param outputPadding 0 … stride − 1
   * @throws IllegalArgumentException if outputPadding is out of range or nothing is left
   */
  public int transposedSize(int n, int outputPadding) {
    requireAtLeast(1, n, "input size");
    if (outputPadding < 0 || outputPadding >= stride) {
      throw new IllegalArgumentException(
          "output padding %d: legal with stride %d is 0 … %d"
              .formatted(outputPadding, stride, stride - 1));
    }
    long exact = (n - 1L) * stride - totalPadding() + extent() + outputPadding;
    int size = requireInt(exact, "transposed size of %d", n);
    if (size < 1) {
      throw new IllegalArgumentException(
          "transposed size of %d is %d with total padding %d: padding must be ≤ %d"
              .formatted(n, size, totalPadding(), totalPadding() + size - 1));
    }
    return size;
  }

  /** Where the window begins at one of its positions; negative inside the padding. */
  public int start(int position) {
    return position * stride - before;
  }

  /** The input element under one element of the window at one of its positions. */
  public int input(int position, int element) {
    return position * stride - before + element * dilation;
  }

  private String dilated() {
    return dilation == 1 ? "" : " with dilation " + dilation + " (extent " + extent() + ")";
  }

  /** The size, if an array can have it; what is formatted with of. */
  private static int requireInt(long size, String what, int of) {
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          what.formatted(of) + " is " + size + ": at most " + Integer.MAX_VALUE + " is possible");
    }
    return (int) size;
  }

  static void requireAtLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + value + ": it must be at least " + least);
    }
  }
}
