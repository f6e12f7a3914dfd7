package cnnbook.solutions.e10;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 10.2, each by one slip. */
public final class FlipAndCropMutants {
  private FlipAndCropMutants() {}

  /** Turns the picture upside down. */
  public static class UpsideDown extends FlipAndCropReference {
    @Override
    public Tensor flip(Tensor image) {
      return super.flip(image.permute(0, 2, 1)).permute(0, 2, 1);
    }
  }

  /** Flips the first channel alone. */
  public static class OneChannel extends FlipAndCropReference {
    @Override
    public Tensor flip(Tensor image) {
      Tensor out = image.copy();
      Tensor first = super.flip(image.slice(0, 0, 1));
      System.arraycopy(first.data(), 0, out.data(), 0, first.count());
      return out;
    }
  }

  /** Swaps in the caller's tensor. */
  public static class FlipsInPlace extends FlipAndCropReference {
    @Override
    public Tensor flip(Tensor image) {
      Tensor out = super.flip(image);
      System.arraycopy(out.data(), 0, image.data(), 0, out.count());
      return image;
    }
  }

  /** Takes the padding for both sides together. */
  public static class TotalPadding extends FlipAndCropReference {
    @Override
    public Tensor crop(Tensor image, int padding, int top, int left, int rows, int columns) {
      return super.crop(image, padding / 2, top, left, rows, columns);
    }
  }

  /** Repeats the border instead of zeros. */
  public static class Replicates extends FlipAndCropReference {
    @Override
    double at(Tensor image, int c, int i, int j) {
      int row = Math.min(Math.max(i, 0), image.size(1) - 1);
      int column = Math.min(Math.max(j, 0), image.size(2) - 1);
      return image.get(c, row, column);
    }
  }

  /** Takes rows for columns. */
  public static class SwappedStarts extends FlipAndCropReference {
    @Override
    public Tensor crop(Tensor image, int padding, int top, int left, int rows, int columns) {
      return super.crop(image, padding, left, top, rows, columns);
    }
  }

  /** Rounds the middle up. */
  public static class MiddleRoundedUp extends FlipAndCropReference {
    @Override
    int[] middle(int down, int right) {
      return new int[] {(down + 1) / 2, (right + 1) / 2};
    }
  }

  /** Puts each flip right behind its view. */
  public static class PairsOfViews extends FlipAndCropReference {
    @Override
    public Tensor[] tenCrops(Tensor image, int side) {
      Tensor[] right = super.tenCrops(image, side);
      Tensor[] pairs = new Tensor[10];
      for (int i = 0; i < 10; i++) {
        pairs[i] = right[i / 2 + i % 2 * 5];
      }
      return pairs;
    }
  }

  /** Is right for square pictures only. */
  public static class SquarePictures extends FlipAndCropReference {
    @Override
    public Tensor[] tenCrops(Tensor image, int side) {
      int n = Math.min(image.size(1), image.size(2));
      return super.tenCrops(image.slice(1, 0, n).slice(2, 0, n), side);
    }
  }

  /** Takes for zero whatever lies outside, however far. */
  public static class RefusesNothing extends FlipAndCropReference {
    @Override
    public Tensor crop(Tensor image, int padding, int top, int left, int rows, int columns) {
      int more = top + left + rows + columns;
      return super.crop(image, padding + more, top + more, left + more, rows, columns);
    }
  }
}
