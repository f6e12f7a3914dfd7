package cnnbook.solutions.e05;

import cnnbook.exercises.e05.CrossEntropy;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 5.1. */
public class CrossEntropyReference implements CrossEntropy {
  @Override
  public Tensor softmax(Tensor scores) {
    Tensor shares = Tensor.zeros(scores.shape());
    for (int i = 0; i < scores.size(0); i++) {
      double sum = logSum(scores, i);
      for (int k = 0; k < scores.size(1); k++) {
        shares.set(Math.exp(scores.get(i, k) - sum), i, k);
      }
    }
    return shares;
  }

  @Override
  public double loss(Tensor scores, int[] labels) {
    check(scores, labels);
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum += logSum(scores, i) - scores.get(i, labels[i]);
    }
    return sum / labels.length;
  }

  @Override
  public Tensor gradient(Tensor scores, int[] labels) {
    check(scores, labels);
    Tensor gradient = softmax(scores);
    for (int i = 0; i < labels.length; i++) {
      gradient.set(gradient.get(i, labels[i]) - 1, i, labels[i]);
    }
    return gradient.times(1.0 / labels.length);
  }

  /** ln Σ exp(score) of row i: the largest score is taken out before and put back after. */
  double logSum(Tensor scores, int i) {
    double largest = scores.select(0, i).max();
    double sum = 0;
    for (int k = 0; k < scores.size(1); k++) {
      sum += Math.exp(scores.get(i, k) - largest);
    }
    return largest + Math.log(sum);
  }

  void check(Tensor scores, int[] labels) {
    if (labels.length != scores.size(0)) {
      throw new IllegalArgumentException(labels.length + " labels for scores " + scores.shape());
    }
    for (int label : labels) {
      if (label < 0 || label >= scores.size(1)) {
        throw new IllegalArgumentException(
            "label %d: legal is 0 … %d".formatted(label, scores.size(1) - 1));
      }
    }
  }
}
