package cnnbook.solutions.e18;

import cnnbook.exercises.e18.Adversary;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 18.1. */
public class AdversaryReference implements Adversary {
  @Override
  public Tensor gradient(Tensor x, Tensor weight, Tensor bias, int[] labels) {
    Tensor dscores = softmax(x.matmul(weight.transpose()).plus(bias));
    requireLabels(labels, dscores);
    for (int i = 0; i < labels.length; i++) {
      dscores.set(dscores.get(i, labels[i]) - 1, i, labels[i]);
    }
    return dscores.matmul(weight);
  }

  private static void requireLabels(int[] labels, Tensor scores) {
    boolean fits = labels.length == scores.size(0);
    for (int label : labels) {
      fits &= label >= 0 && label < scores.size(1);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "%d labels for scores %s: one a row, from 0 to %d"
              .formatted(labels.length, scores.shape(), scores.size(1) - 1));
    }
  }

  static Tensor softmax(Tensor scores) {
    Tensor out = Tensor.zeros(scores.shape());
    for (int i = 0; i < scores.size(0); i++) {
      Tensor row = scores.select(0, i);
      double max = row.max();
      Tensor powers = row.map(score -> Math.exp(score - max));
      for (int j = 0; j < scores.size(1); j++) {
        out.set(powers.get(j) / powers.sum(), i, j);
      }
    }
    return out;
  }

  @Override
  public Tensor attack(Tensor x, Tensor weight, Tensor bias, int[] labels, double epsilon) {
    require(epsilon >= 0, "epsilon " + epsilon);
    return cut(moved(x, gradient(x, weight, bias, labels), epsilon));
  }

  Tensor moved(Tensor x, Tensor gradient, double rate) {
    return x.plus(gradient.map(Math::signum).times(rate));
  }

  Tensor cut(Tensor x) {
    return x.map(pixel -> Math.min(Math.max(pixel, 0), 1));
  }

  @Override
  public Tensor repeated(
      Tensor x, Tensor weight, Tensor bias, int[] labels, double epsilon, double step, int times) {
    require(epsilon >= 0 && step >= 0, "epsilon " + epsilon + ", step " + step);
    require(times >= 0, times + " steps");
    Tensor moved = x;
    for (int i = 0; i < times; i++) {
      moved = moved(moved, gradient(moved, weight, bias, labels), step);
      moved = cut(near(x, moved, epsilon));
    }
    return moved;
  }

  Tensor near(Tensor x, Tensor moved, double epsilon) {
    return moved.combine(x, (m, from) -> Math.min(Math.max(m, from - epsilon), from + epsilon));
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message + ": must not be negative");
    }
  }
}
