package cnnbook.exercises.e03;

import cnnbook.exercises.Exercise;

/** Exercise 3.1. */
@Exercise(
    id = "3.1",
    title = "the output size, in all cases",
    topic = "geometry",
    minutes = 25,
    points = 6,
    hints = {
      "A dilated kernel reaches over dilation·(kernel − 1) + 1 elements: compute that first, and use"
          + " it instead of kernel.",
      "room = n + before + after − extent is how far the window can move: room / stride steps, and"
          + " one position more than steps.",
      "Rounded up, the last position p begins at p·stride − before. If that is n or more, the window"
          + " would see nothing but padding: leave it out."
    },
    forbidden = {"cnnbook.geometry", "cnnbook.ops", "ai.djl"})
public interface OutputSize {
  /**
   * How a window slides along one axis.
   *
   * @param kernel elements of the kernel, at least 1
   * @param stride elements from one position to the next, at least 1
   * @param before zeros put before the input, at least 0
   * @param after zeros put after the input, at least 0
   * @param dilation elements from one element of the kernel to the next, at least 1
   * @param ceil whether a last window that hangs over the end of the padded input counts too
   */
  record Sliding(int kernel, int stride, int before, int after, int dilation, boolean ceil) {}

  /**
   * The number of positions:
   *
   * <pre>⌊(n + before + after − dilation·(kernel − 1) − 1) / stride⌋ + 1</pre>
   *
   * With ceil the quotient is rounded up, but the last window is not counted if it begins in the
   * padding after the input.
   *
   * @param n the input's size, at least 1
   * @throws IllegalArgumentException if a number is below its least value, or the dilated kernel is
   *     larger than the padded input (with ceil too)
   */
  int size(int n, Sliding window);
}
