package cnnbook.solutions.e09;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 9.2, each by one slip. */
public final class TrainingLoopMutants {
  private TrainingLoopMutants() {}

  /** Sums over the batch, so that the step grows with it. */
  public static class SumForMean extends TrainingLoopReference {
    @Override
    Tensor gradientOfScores(Tensor probabilities, int[] labels) {
      return super.gradientOfScores(probabilities, labels).times(labels.length);
    }
  }

  /** Averages the gradient into the velocity. */
  public static class DampedGradient extends TrainingLoopReference {
    @Override
    Tensor velocity(Tensor before, Tensor gradient, double momentum) {
      return before.times(momentum).plus(gradient.times(1 - momentum));
    }
  }

  /** Has no momentum. */
  public static class NoMomentum extends TrainingLoopReference {
    @Override
    Tensor velocity(Tensor before, Tensor gradient, double momentum) {
      return gradient;
    }
  }

  /** Moves by the velocity before it changes. */
  public static class OldVelocity extends TrainingLoopReference {
    @Override
    public State step(State state, Tensor x, int[] labels, double rate, double momentum) {
      State right = super.step(state, x, labels, rate, momentum);
      return new State(
          state.weight().minus(state.weightVelocity().times(rate)),
          state.bias().minus(state.biasVelocity().times(rate)),
          right.weightVelocity(),
          right.biasVelocity());
    }
  }

  /** Changes the caller's weight in place. */
  public static class ChangesTheState extends TrainingLoopReference {
    @Override
    public State step(State state, Tensor x, int[] labels, double rate, double momentum) {
      State right = super.step(state, x, labels, rate, momentum);
      state.weight().add(right.weightVelocity().times(-rate));
      return right;
    }
  }

  /** Trains without a bias. */
  public static class NoBias extends TrainingLoopReference {
    @Override
    public State step(State state, Tensor x, int[] labels, double rate, double momentum) {
      State right = super.step(state, x, labels, rate, momentum);
      return new State(right.weight(), state.bias(), right.weightVelocity(), state.biasVelocity());
    }

    @Override
    public State train(Tensor x, int[] labels, int classes, double goal) {
      return new TrainingLoopReference().train(x, labels, classes, goal);
    }
  }

  /** Stops after twenty steps, whatever the loss. */
  public static class StopsEarly extends TrainingLoopReference {
    @Override
    public State train(Tensor x, int[] labels, int classes, double goal) {
      State state = zeros(classes, x.size(1));
      for (int i = 0; i < 20; i++) {
        state = step(state, x, labels, 0.01, 0.9);
      }
      return state;
    }
  }

  /** Knows two classes. */
  public static class TwoClasses extends TrainingLoopReference {
    @Override
    public State train(Tensor x, int[] labels, int classes, double goal) {
      int[] folded = labels.clone();
      for (int i = 0; i < folded.length; i++) {
        folded[i] = Math.min(folded[i], 1);
      }
      return super.train(x, folded, classes, goal);
    }
  }
}
