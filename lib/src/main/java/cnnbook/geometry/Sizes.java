package cnnbook.geometry;

/**
 * The size formula in the two forms that textbooks use. They are one formula: padding P on each
 * side is padding p = 2·P in total.
 */
public final class Sizes {
  private Sizes() {}

  /**
   * ⌊(n − k + 2·P) / s⌋ + 1.
   *
   * @param n input size
   * @param k kernel size
   * @param padding padding P on each side
   * @param s stride
   * @throws IllegalArgumentException if a number is out of range or the kernel does not fit
   */
  public static int perSide(int n, int k, int padding, int s) {
    return new Axis(k, s, padding, padding, 1, false).outputSize(n);
  }

  /**
   * ⌊(n − k + p + s) / s⌋.
   *
   * @param n input size
   * @param k kernel size
   * @param padding padding p on both sides together
   * @param s stride
   * @throws IllegalArgumentException if a number is out of range or the kernel does not fit
   */
  public static int total(int n, int k, int padding, int s) {
    return new Axis(k, s, padding / 2, padding - padding / 2, 1, false).outputSize(n);
  }

  /** The size after a transposed convolution: (n − 1)·s − 2·P + k; see {@link Axis}. */
  public static int transposed(int n, int k, int padding, int s) {
    return new Axis(k, s, padding, padding, 1, false).transposedSize(n, 0);
  }
}
