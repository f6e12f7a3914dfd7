package cnnbook.solutions.e09;

import cnnbook.exercises.e09.TrainingLoop;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 9.2. */
public class TrainingLoopReference implements TrainingLoop {
  private static final int STEPS = 2000;

  @Override
  public State step(State state, Tensor x, int[] labels, double rate, double momentum) {
    Tensor dscores = gradientOfScores(probabilities(state, x), labels);
    Tensor dw = dscores.transpose().matmul(x);
    Tensor db = dscores.sum(0);
    Tensor weightVelocity = velocity(state.weightVelocity(), dw, momentum);
    Tensor biasVelocity = velocity(state.biasVelocity(), db, momentum);
    return new State(
        state.weight().minus(weightVelocity.times(rate)),
        state.bias().minus(biasVelocity.times(rate)),
        weightVelocity,
        biasVelocity);
  }

  Tensor velocity(Tensor before, Tensor gradient, double momentum) {
    return before.times(momentum).plus(gradient);
  }

  Tensor gradientOfScores(Tensor probabilities, int[] labels) {
    requireLabels(probabilities, labels);
    Tensor gradient = probabilities.copy();
    for (int i = 0; i < labels.length; i++) {
      gradient.set(gradient.get(i, labels[i]) - 1, i, labels[i]);
    }
    return gradient.times(1.0 / labels.length);
  }

  private static void requireLabels(Tensor probabilities, int[] labels) {
    int classes = probabilities.size(1);
    boolean fits = labels.length == probabilities.size(0);
    for (int label : labels) {
      fits &= label >= 0 && label < classes;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "%d labels for scores %s: one a row, from 0 to %d"
              .formatted(labels.length, probabilities.shape(), classes - 1));
    }
  }

  static Tensor probabilities(State state, Tensor x) {
    Tensor scores = x.matmul(state.weight().transpose()).plus(state.bias());
    for (int i = 0; i < scores.size(0); i++) {
      double max = scores.select(0, i).max();
      Tensor row = scores.select(0, i).map(score -> Math.exp(score - max));
      for (int j = 0; j < scores.size(1); j++) {
        scores.set(row.get(j) / row.sum(), i, j);
      }
    }
    return scores;
  }

  @Override
  public State train(Tensor x, int[] labels, int classes, double goal) {
    State state = null;
    double loss = Double.NaN;
    for (double rate = 1; !(loss <= goal); rate /= 2) {
      state = zeros(classes, x.size(1));
      for (int i = 0; i < STEPS && !(loss <= goal); i++) {
        state = step(state, x, labels, rate, 0.9);
        loss = loss(probabilities(state, x), labels);
      }
    }
    return state;
  }

  static State zeros(int k, int d) {
    return new State(Tensor.zeros(k, d), Tensor.zeros(k), Tensor.zeros(k, d), Tensor.zeros(k));
  }

  static double loss(Tensor probabilities, int[] labels) {
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum -= Math.log(probabilities.get(i, labels[i]));
    }
    return sum / labels.length;
  }
}
