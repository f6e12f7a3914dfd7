package cnnbook.solutions.e15;

import cnnbook.exercises.e15.GradientFlow;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 15.1. */
public class GradientFlowReference implements GradientFlow {
  @Override
  public Tensor[] gradients(Tensor[] weights, Tensor gradient, boolean skips) {
    Tensor[] gradients = new Tensor[weights.length + 1];
    gradients[weights.length] = gradient;
    for (int i = weights.length - 1; i >= 0; i--) {
      requireFit(weights[i], gradients[i + 1], skips);
      gradients[i] = step(gradients[i + 1], weights[i], skips);
    }
    return gradients;
  }

  private static void requireFit(Tensor weight, Tensor gradient, boolean skips) {
    boolean square = weight.size(0) == weight.size(1);
    if (weight.size(0) != gradient.count() || skips && !square) {
      throw new IllegalArgumentException(
          "a matrix %s before a gradient %s%s"
              .formatted(weight.shape(), gradient.shape(), skips ? " and with a skip" : ""));
    }
  }

  Tensor step(Tensor gradient, Tensor weight, boolean skips) {
    Tensor through = times(gradient, weight);
    return skips ? through.plus(gradient) : through;
  }

  static Tensor times(Tensor row, Tensor weight) {
    return row.reshape(1, -1).matmul(weight).reshape(-1);
  }
}
