package cnnbook.geometry;

/**
 * A rectangular window that slides over an image: kernel, stride, padding on each of the four
 * sides, dilation, and whether an unfilled last window counts.
 *
 * <p>Begin with a preset and change what differs: {@code Window.valid(3).stride(2).padding(1)}.
 *
 * @param rows how the window moves down
 * @param columns how the window moves to the right
 */
public record Window(Axis rows, Axis columns) {

  /** Checks that the kernel's elements can be counted. */
  public Window {
    long area = (long) rows.kernel() * columns.kernel();
    if (area > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "kernel %d×%d has %d elements: at most %d are possible"
              .formatted(rows.kernel(), columns.kernel(), area, Integer.MAX_VALUE));
    }
  }

  // ---- presets

  /** No padding: the window stays inside the input; size n − k + 1. */
  public static Window valid(int kernel) {
    return valid(kernel, kernel);
  }

  /** No padding, kernel kh × kw. */
  public static Window valid(int kh, int kw) {
    return new Window(Axis.of(kh), Axis.of(kw));
  }

  /**
   * k − 1 elements of padding in total: with stride 1 the output is as large as the input, with
   * stride s it is ⌈n / s⌉. An even kernel cannot be centred: the odd element goes to the bottom
   * and right, as in PyTorch and TensorFlow.
   */
  public static Window same(int kernel) {
    return same(kernel, 1);
  }

  /** As {@link #same(int)} with d·(k − 1) elements of padding for dilation d. */
  public static Window same(int kernel, int dilation) {
    Window bare = valid(kernel).dilation(dilation);
    int total = bare.rows.extent() - 1;
    int first = total / 2;
    return bare.padding(first, total - first, first, total - first);
  }

  /** k − 1 elements of padding on each side: every overlap counts; size n + k − 1. */
  public static Window full(int kernel) {
    return valid(kernel).padding(kernel - 1);
  }

  /** Everything free, the sides of the padding one by one. */
  public static Window custom(
      int kh, int kw, int stride, int top, int bottom, int left, int right) {
    return valid(kh, kw).stride(stride).padding(top, bottom, left, right);
  }

  // ---- changes

  /** The same step down and to the right. */
  public Window stride(int stride) {
    return stride(stride, stride);
  }

  /** One step down, another to the right. */
  public Window stride(int down, int right) {
    return new Window(
        new Axis(rows.kernel(), down, rows.before(), rows.after(), rows.dilation(), rows.ceil()),
        new Axis(
            columns.kernel(),
            right,
            columns.before(),
            columns.after(),
            columns.dilation(),
            columns.ceil()));
  }

  /** The same padding on all four sides. */
  public Window padding(int side) {
    return padding(side, side, side, side);
  }

  /** Padding for each side. */
  public Window padding(int top, int bottom, int left, int right) {
    return new Window(
        new Axis(rows.kernel(), rows.stride(), top, bottom, rows.dilation(), rows.ceil()),
        new Axis(
            columns.kernel(), columns.stride(), left, right, columns.dilation(), columns.ceil()));
  }

  /** The same dilation down and to the right. */
  public Window dilation(int dilation) {
    return dilation(dilation, dilation);
  }

  /** One dilation down, another to the right. */
  public Window dilation(int down, int right) {
    return new Window(
        new Axis(rows.kernel(), rows.stride(), rows.before(), rows.after(), down, rows.ceil()),
        new Axis(
            columns.kernel(),
            columns.stride(),
            columns.before(),
            columns.after(),
            right,
            columns.ceil()));
  }

  /** Rounds sizes up instead of down: an unfilled last window counts (pooling only). */
  public Window ceil() {
    return new Window(
        new Axis(rows.kernel(), rows.stride(), rows.before(), rows.after(), rows.dilation(), true),
        new Axis(
            columns.kernel(),
            columns.stride(),
            columns.before(),
            columns.after(),
            columns.dilation(),
            true));
  }

  // ---- questions

  /** Output rows for h input rows; see {@link Axis#outputSize}. */
  public int outputHeight(int h) {
    return rows.outputSize(h);
  }

  /** Output columns for w input columns; see {@link Axis#outputSize}. */
  public int outputWidth(int w) {
    return columns.outputSize(w);
  }

  /** Elements of the kernel: kh · kw. */
  public int area() {
    return rows.kernel() * columns.kernel();
  }

  /** Whether any side is padded. */
  public boolean padded() {
    return rows.totalPadding() > 0 || columns.totalPadding() > 0;
  }
}
