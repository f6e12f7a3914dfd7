package cnnbook.solutions.e01;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 1.2, each by one slip. */
public final class TranslationMutants {
  private TranslationMutants() {}

  /** What leaves on one side enters on the other. */
  public static class WrapsAround extends TranslationReference {
    @Override
    public Tensor translate(Tensor image, int down, int right) {
      int h = image.size(0);
      int w = image.size(1);
      Tensor moved = Tensor.zeros(h, w);
      for (int i = 0; i < h * w; i++) {
        int row = Math.floorMod(i / w + down, h);
        moved.set(image.data()[i], row, Math.floorMod(i % w + right, w));
      }
      return moved;
    }
  }

  /** Repeats the border instead of zeros. */
  public static class RepeatsTheBorder extends TranslationReference {
    @Override
    public Tensor translate(Tensor image, int down, int right) {
      int h = image.size(0);
      int w = image.size(1);
      Tensor moved = Tensor.zeros(h, w);
      for (int i = 0; i < h * w; i++) {
        int row = Math.max(0, Math.min(h - 1, i / w - down));
        moved.data()[i] = image.get(row, Math.max(0, Math.min(w - 1, i % w - right)));
      }
      return moved;
    }
  }

  /** Moves the other way. */
  public static class OppositeWay extends TranslationReference {
    @Override
    public Tensor translate(Tensor image, int down, int right) {
      return super.translate(image, -down, -right);
    }
  }

  /** Takes down for right. */
  public static class SwappedSteps extends TranslationReference {
    @Override
    public Tensor translate(Tensor image, int down, int right) {
      return super.translate(image, right, down);
    }
  }

  /** Does not know negative steps. */
  public static class OnlyForwards extends TranslationReference {
    @Override
    public Tensor translate(Tensor image, int down, int right) {
      return super.translate(image, Math.max(0, down), Math.max(0, right));
    }
  }

  /** Moves by the rest only, if a step exceeds the picture. */
  public static class NeverLeaves extends TranslationReference {
    @Override
    public Tensor translate(Tensor image, int down, int right) {
      return super.translate(image, down % image.size(0), right % image.size(1));
    }
  }

  /** Sums the differences. */
  public static class SumOfDifferences extends TranslationReference {
    @Override
    double distance(Tensor a, Tensor b) {
      return a.minus(b).map(Math::abs).sum();
    }
  }

  /** Looks at one sign only. */
  public static class SignedDifference extends TranslationReference {
    @Override
    double distance(Tensor a, Tensor b) {
      return Math.max(0, b.minus(a).max());
    }
  }

  /** Believes what is said of convolution, and compares nothing. */
  public static class AlwaysEquivariant extends TranslationReference {
    @Override
    double distance(Tensor a, Tensor b) {
      return 0;
    }
  }
}
