package cnnbook.solutions.e06;

import cnnbook.geometry.Window;
import cnnbook.ops.Pad2dOp;
import cnnbook.ops.PadMode;
import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 6.3, each by one slip. */
public final class MinPoolingMutants {
  private MinPoolingMutants() {}

  /** Forgets to turn the sign back. */
  public static class StaysNegative extends MinPoolingReference {
    @Override
    Tensor smallest(Tensor x, Window window) {
      return largest(x.times(-1), window);
    }
  }

  /** Turns the sign of the largest values. */
  public static class TurnsTheLargest extends MinPoolingReference {
    @Override
    Tensor smallest(Tensor x, Window window) {
      return largest(x, window).times(-1);
    }
  }

  /** Inverts instead of negating: right for positive numbers only. */
  public static class Inverts extends MinPoolingReference {
    @Override
    Tensor smallest(Tensor x, Window window) {
      return largest(x.map(value -> 1 / value), window).map(value -> 1 / value);
    }
  }

  /** Lets zeros in the padding win. */
  public static class ZeroPadding extends MinPoolingReference {
    @Override
    Tensor smallest(Tensor x, Window window) {
      Window bare = window.padding(0);
      return super.smallest(Pad2dOp.of(window, PadMode.ZERO).forward(x), bare);
    }
  }

  /** Knows windows of 3 by 3 only. */
  public static class ThreeByThree extends MinPoolingReference {
    @Override
    Window window(int kernel) {
      return super.window(3);
    }
  }

  /** Takes an even kernel. */
  public static class AcceptsEven extends MinPoolingReference {
    @Override
    public Tensor edges(Tensor x, int kernel) {
      return super.edges(x, kernel | 1);
    }
  }

  /** Turns the signs of the caller's map. */
  public static class ChangesTheMap extends MinPoolingReference {
    @Override
    Tensor smallest(Tensor x, Window window) {
      Tensor right = super.smallest(x, window);
      System.arraycopy(x.times(-1).data(), 0, x.data(), 0, x.count());
      return right;
    }
  }
}
