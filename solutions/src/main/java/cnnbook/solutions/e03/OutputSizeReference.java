package cnnbook.solutions.e03;

import cnnbook.exercises.e03.OutputSize;

/** A right answer to exercise 3.1. */
public class OutputSizeReference implements OutputSize {
  @Override
  public int size(int n, Sliding window) {
    requireAtLeast(1, n, "n");
    requireAtLeast(1, window.kernel(), "kernel");
    requireAtLeast(1, window.stride(), "stride");
    requireAtLeast(0, window.before(), "before");
    requireAtLeast(0, window.after(), "after");
    requireAtLeast(1, window.dilation(), "dilation");
    int room = n + window.before() + window.after() - extent(window);
    requireAtLeast(0, room, "the room that the kernel leaves");
    if (!window.ceil()) {
      return room / window.stride() + 1;
    }
    int last = (room + window.stride() - 1) / window.stride();
    boolean beginsAfterTheInput = last * window.stride() - window.before() >= n;
    return beginsAfterTheInput ? last : last + 1;
  }

  int extent(Sliding window) {
    return window.dilation() * (window.kernel() - 1) + 1;
  }

  void requireAtLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + value + ": needed is at least " + least);
    }
  }
}
