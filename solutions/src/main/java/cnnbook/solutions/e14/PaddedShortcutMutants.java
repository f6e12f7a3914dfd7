package cnnbook.solutions.e14;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 14.3, each by one slip. */
public final class PaddedShortcutMutants {
  private PaddedShortcutMutants() {}

  /** Puts the zeros before x's channels. */
  public static class ZerosFirst extends PaddedShortcutReference {
    @Override
    int place(int channel, int c, int f) {
      return f - c + channel;
    }
  }

  /** Puts half of the zeros on each side of x's channels. */
  public static class ZerosOnBothSides extends PaddedShortcutReference {
    @Override
    int place(int channel, int c, int f) {
      return (f - c) / 2 + channel;
    }
  }

  /** Drops the last place where the stride does not divide. */
  public static class FloorOfTheQuotient extends PaddedShortcutReference {
    @Override
    public Tensor forward(Tensor x, int stride, int f) {
      Tensor out = super.forward(x, stride, f);
      return out.slice(2, 0, x.size(2) / stride).slice(3, 0, x.size(3) / stride);
    }
  }

  /** Averages over the window instead of taking its first place. */
  public static class Averages extends PaddedShortcutReference {
    @Override
    public Tensor forward(Tensor x, int stride, int f) {
      Tensor out = super.forward(x, stride, f);
      boolean divides = x.size(2) % stride == 0 && x.size(3) % stride == 0;
      if (!divides) {
        return out;
      }
      for (int c = 0; c < x.size(1); c++) {
        for (int i = 0; i < out.size(2); i++) {
          for (int j = 0; j < out.size(3); j++) {
            Tensor window =
                x.slice(0, 0, 1)
                    .slice(1, c, c + 1)
                    .slice(2, i * stride, (i + 1) * stride)
                    .slice(3, j * stride, (j + 1) * stride);
            out.set(window.mean(), 0, c, i, j);
          }
        }
      }
      return out;
    }
  }

  /** Takes each second place, whatever the stride. */
  public static class AlwaysTwo extends PaddedShortcutReference {
    @Override
    public Tensor forward(Tensor x, int stride, int f) {
      return super.forward(x, Math.min(stride, 2), f);
    }
  }

  /** Spreads the gradient over the places that were left out. */
  public static class SpreadsTheGradient extends PaddedShortcutReference {
    @Override
    public Tensor backward(Tensor dout, int c, int h, int w, int stride) {
      Tensor dx = super.backward(dout, c, h, w, stride);
      for (int i = 0; i < h; i++) {
        for (int j = 0; j < w; j++) {
          for (int k = 0; k < c; k++) {
            dx.set(dout.get(0, k, i / stride, j / stride), 0, k, i, j);
          }
        }
      }
      return dx;
    }
  }

  /** Folds the added channels' gradients onto x's. */
  public static class FoldsTheGradient extends PaddedShortcutReference {
    @Override
    public Tensor backward(Tensor dout, int c, int h, int w, int stride) {
      Tensor dx = super.backward(dout, c, h, w, stride);
      for (int f = c; f < dout.size(1); f++) {
        dx.set(dx.get(0, f % c, 0, 0) + dout.get(0, f, 0, 0), 0, f % c, 0, 0);
      }
      return dx;
    }
  }

  /** Takes rows for columns on the way back. */
  public static class SwappedAxes extends PaddedShortcutReference {
    @Override
    public Tensor backward(Tensor dout, int c, int h, int w, int stride) {
      return super.backward(dout.permute(0, 1, 3, 2), c, h, w, stride);
    }
  }

  /** Drops channels that do not fit. */
  public static class DropsChannels extends PaddedShortcutReference {
    @Override
    public Tensor forward(Tensor x, int stride, int f) {
      return super.forward(
          x.slice(1, 0, Math.min(x.size(1), Math.max(f, 1))), stride, Math.max(f, 1));
    }
  }
}
