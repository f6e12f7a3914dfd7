package cnnbook.solutions.e06;

import cnnbook.geometry.Window;
import cnnbook.ops.MaxPool2dOp;
import cnnbook.ops.Pad2dOp;
import cnnbook.ops.PadMode;
import cnnbook.tensor.Tensor;
import java.util.Arrays;

/** Wrong answers to exercise 6.1, each by one slip. */
public final class MaxPoolingMutants {
  private MaxPoolingMutants() {}

  /** Lets zeros in the padding win. */
  public static class ZeroPadding extends MaxPoolingReference {
    @Override
    public Tensor forward(Tensor x, int kernel, int stride, int padding) {
      Pad2dOp pad = new Pad2dOp(padding, padding, padding, padding, PadMode.ZERO);
      return super.forward(pad.forward(x), kernel, stride, 0);
    }
  }

  /** Gives the gradient to the last of equal values. */
  public static class LastWins extends MaxPoolingReference {
    @Override
    boolean beats(float value, float best) {
      return value >= best;
    }
  }

  /** Forgets what a place got from another window. */
  public static class Overwrites extends MaxPoolingReference {
    @Override
    void send(Tensor dx, int place, float gradient) {
      dx.data()[place] = gradient;
    }
  }

  /** Takes rows for columns. */
  public static class SwappedAxes extends MaxPoolingReference {
    @Override
    public Tensor forward(Tensor x, int kernel, int stride, int padding) {
      return super.forward(x.permute(0, 1, 3, 2), kernel, stride, padding);
    }
  }

  /** Looks at the first channel of the first image only. */
  public static class FirstPlane extends MaxPoolingReference {
    @Override
    int winner(Tensor x, int[] places) {
      int plane = x.size(2) * x.size(3);
      return super.winner(x, Arrays.stream(places).map(place -> place % plane).toArray());
    }
  }

  /** Puts the windows side by side whatever the stride. */
  public static class StrideIsKernel extends MaxPoolingReference {
    @Override
    public Tensor forward(Tensor x, int kernel, int stride, int padding) {
      return super.forward(x, kernel, kernel, padding);
    }
  }

  /** Rounds the size up. */
  public static class CeilForFloor extends MaxPoolingReference {
    @Override
    public Tensor forward(Tensor x, int kernel, int stride, int padding) {
      Tensor floor = super.forward(x, kernel, stride, padding);
      Window window = Window.valid(kernel).stride(stride).padding(padding).ceil();
      return padding > 0 ? floor : new MaxPool2dOp(window).forward(x).out();
    }
  }

  /** Begins the search for the largest value at the smallest positive float. */
  public static class NoNegatives extends MaxPoolingReference {
    @Override
    public Tensor forward(Tensor x, int kernel, int stride, int padding) {
      Tensor out = super.forward(x, kernel, stride, padding);
      return padding > 0 ? out : out.map(value -> Math.max(value, Float.MIN_VALUE));
    }
  }

  /** Sets the winners in x to zero once they are found. */
  public static class ChangesTheMap extends MaxPoolingReference {
    @Override
    public Tensor backward(Tensor x, Tensor dout, int kernel, int stride, int padding) {
      Tensor dx = super.backward(x, dout, kernel, stride, padding);
      for (int i = 0; i < dx.count(); i++) {
        x.data()[i] = dx.data()[i] == 0 ? x.data()[i] : 0;
      }
      return dx;
    }
  }

  /** Refuses nothing. */
  public static class AcceptsAnything extends MaxPoolingReference {
    @Override
    public Tensor forward(Tensor x, int kernel, int stride, int padding) {
      try {
        return super.forward(x, kernel, stride, padding);
      } catch (IllegalArgumentException e) {
        return x;
      }
    }
  }
}
