package cnnbook.solutions.e15;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 15.1, each by one slip. */
public final class GradientFlowMutants {
  private GradientFlowMutants() {}

  /** Multiplies as forward does. */
  public static class ForwardProduct extends GradientFlowReference {
    @Override
    Tensor step(Tensor gradient, Tensor weight, boolean skips) {
      boolean square = weight.size(0) == weight.size(1);
      return super.step(gradient, square ? weight.transpose() : weight, skips);
    }
  }

  /** Begins with the first layer's matrix. */
  public static class ForwardOrder extends GradientFlowReference {
    @Override
    public Tensor[] gradients(Tensor[] weights, Tensor gradient, boolean skips) {
      Tensor[] turned = weights.clone();
      for (int i = 0; i < weights.length; i++) {
        turned[i] = weights[weights.length - 1 - i];
      }
      return super.gradients(turned, gradient, skips);
    }
  }

  /** Returns the last gradient first. */
  public static class TurnedAnswer extends GradientFlowReference {
    @Override
    public Tensor[] gradients(Tensor[] weights, Tensor gradient, boolean skips) {
      Tensor[] right = super.gradients(weights, gradient, skips);
      Tensor[] turned = right.clone();
      for (int i = 0; i < right.length; i++) {
        turned[i] = right[right.length - 1 - i];
      }
      return turned;
    }
  }

  /** Forgets the skips. */
  public static class NoSkips extends GradientFlowReference {
    @Override
    Tensor step(Tensor gradient, Tensor weight, boolean skips) {
      return super.step(gradient, weight, false);
    }
  }

  /** Takes a skip's share for 1, whatever comes from above, as one of the notes does. */
  public static class SkipAddsOne extends GradientFlowReference {
    @Override
    Tensor step(Tensor gradient, Tensor weight, boolean skips) {
      Tensor through = times(gradient, weight);
      return skips ? through.plus(1) : through;
    }
  }

  /** Adds the identity to the caller's matrices. */
  public static class ChangesTheMatrices extends GradientFlowReference {
    @Override
    Tensor step(Tensor gradient, Tensor weight, boolean skips) {
      if (skips) {
        weight.add(Tensor.identity(weight.size(0)));
      }
      return times(gradient, weight);
    }
  }

  /** Knows two units a layer only: the rest gets no gradient. */
  public static class TwoUnits extends GradientFlowReference {
    @Override
    Tensor step(Tensor gradient, Tensor weight, boolean skips) {
      Tensor right = super.step(gradient, weight, skips);
      for (int i = 2; i < right.count(); i++) {
        right.set(0, i);
      }
      return right;
    }
  }

  /** Goes on where a skip does not fit. */
  public static class SkipsWhatDoesNotFit extends GradientFlowReference {
    @Override
    public Tensor[] gradients(Tensor[] weights, Tensor gradient, boolean skips) {
      boolean square = true;
      for (Tensor weight : weights) {
        square &= weight.size(0) == weight.size(1);
      }
      return super.gradients(weights, gradient, skips && square);
    }
  }
}
