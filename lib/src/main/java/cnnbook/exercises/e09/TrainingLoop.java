package cnnbook.exercises.e09;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 9.2. */
@Exercise(
    id = "9.2",
    title = "gradient descent with momentum, and a loop that reaches a loss",
    topic = "training",
    minutes = 40,
    points = 8,
    hints = {
      "The gradient of the mean loss with respect to the scores is (softmax − one-hot) / n, of shape"
          + " (n, k).",
      "The weight's gradient is that matrix, transposed, times x; the bias's is its column sums."
          + " First the velocities change, then the parameters move against the new velocities.",
      "Begin with zeros, take steps on the whole set with a momentum of 0.9, and look at the loss:"
          + " stop when it is below the goal. If it rises, halve the rate and begin again."
    },
    forbidden = {"cnnbook.ops", "cnnbook.training", "cnnbook.models", "ai.djl"})
public interface TrainingLoop {
  /**
   * A linear classifier, scores = x · weightᵀ + bias, and how fast it moves.
   *
   * @param weight (k, d)
   * @param bias (k)
   * @param weightVelocity (k, d)
   * @param biasVelocity (k)
   */
  record State(Tensor weight, Tensor bias, Tensor weightVelocity, Tensor biasVelocity) {}

  /**
   * One step on one batch. With g the gradient of the batch's mean softmax cross-entropy, for the
   * weight and for the bias alike:
   *
   * <pre>
   * velocity  ← momentum · velocity + g
   * parameter ← parameter − rate · velocity
   * </pre>
   *
   * @param state before the step
   * @param x (n, d)
   * @param labels n numbers from 0 to k − 1
   * @param rate above 0
   * @param momentum at least 0, below 1
   * @return the state after the step
   * @throws IllegalArgumentException if there are not as many labels as rows of x, or a label is
   *     not from 0 to k − 1
   */
  State step(State state, Tensor x, int[] labels, double rate, double momentum);

  /**
   * Trains until the mean softmax cross-entropy over all examples is at most the goal. How is up to
   * you; it must take less than ten seconds. The goal can be reached.
   *
   * @param x (n, d), at most 300 examples of at most 8 numbers each
   * @param labels n numbers from 0 to classes − 1
   * @param classes k
   * @param goal above 0
   * @return the trained weight and bias; the velocities do not matter
   */
  State train(Tensor x, int[] labels, int classes, double goal);
}
