package cnnbook.solutions.e03;

/** Wrong answers to exercise 3.1, each by one slip. */
public final class OutputSizeMutants {
  private OutputSizeMutants() {}

  /** Always rounds down. */
  public static class NeverCeil extends OutputSizeReference {
    @Override
    public int size(int n, Sliding w) {
      return super.size(
          n, new Sliding(w.kernel(), w.stride(), w.before(), w.after(), w.dilation(), false));
    }
  }

  /** Counts a window that sees nothing but padding. */
  public static class SeesPaddingOnly extends OutputSizeReference {
    @Override
    public int size(int n, Sliding w) {
      int floor = super.size(n, w);
      int room = n + w.before() + w.after() - extent(w);
      return w.ceil() ? (room + w.stride() - 1) / w.stride() + 1 : floor;
    }
  }

  /** Adds one where the quotient is rounded up, although it has no rest. */
  public static class AlwaysOneMore extends OutputSizeReference {
    @Override
    public int size(int n, Sliding w) {
      int room = n + w.before() + w.after() - extent(w);
      int right = super.size(n, w);
      return w.ceil() && room % w.stride() == 0 ? right + 1 : right;
    }
  }

  /** Takes the first padding for both. */
  public static class TwiceBefore extends OutputSizeReference {
    @Override
    public int size(int n, Sliding w) {
      super.size(n, w);
      return super.size(
          n, new Sliding(w.kernel(), w.stride(), w.before(), w.before(), w.dilation(), w.ceil()));
    }
  }

  /** Multiplies kernel and dilation. */
  public static class DilationTimesKernel extends OutputSizeReference {
    @Override
    int extent(Sliding window) {
      return window.dilation() * window.kernel();
    }
  }

  /** Does not know dilation. */
  public static class NoDilation extends OutputSizeReference {
    @Override
    int extent(Sliding window) {
      return window.kernel();
    }
  }

  /** Refuses nothing: Java's division rounds towards 0. */
  public static class AcceptsAnything extends OutputSizeReference {
    @Override
    void requireAtLeast(int least, int value, String name) {
      // That is the slip.
    }
  }

  /** Refuses kernels that do not fit, but no number that makes no sense. */
  public static class BelievesNumbers extends OutputSizeReference {
    @Override
    void requireAtLeast(int least, int value, String name) {
      if (name.startsWith("the room")) {
        super.requireAtLeast(least, value, name);
      }
    }
  }
}
