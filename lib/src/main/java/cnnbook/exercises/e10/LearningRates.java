package cnnbook.exercises.e10;

import cnnbook.exercises.Exercise;

/** Exercise 10.1. */
@Exercise(
    id = "10.1",
    title = "learning-rate schedules: steps, cosine, warm-up",
    topic = "training",
    minutes = 20,
    points = 6,
    hints = {
      "Steps: count the milestones that are reached, and multiply by the factor that many times.",
      "Cosine: cos runs from 1 to −1 while its argument runs from 0 to π; half of (1 + cos) runs from"
          + " 1 to 0. Divide as double.",
      "Warm-up: the first epoch has 1/warmUp of the base, not 0. The cosine begins when the warm-up"
          + " has ended: it sees epoch − warmUp of epochs − warmUp."
    },
    forbidden = {"cnnbook.training", "ai.djl"})
public interface LearningRates {
  /**
   * A rate that falls at milestones, as AlexNet's did: base · factor^(number of milestones that are
   * at most the epoch).
   *
   * @param base the first rate, above 0
   * @param milestones epochs, in any order
   * @param factor above 0, at most 1
   * @param epoch from 0
   * @throws IllegalArgumentException if the epoch is negative, or base or factor is out of its
   *     range
   */
  double steps(double base, int[] milestones, double factor, int epoch);

  /**
   * A rate that falls along half a cosine: end + (base − end) / 2 · (1 + cos(π · epoch / epochs)).
   * From epoch = epochs on it is end.
   *
   * @param base the first rate
   * @param end the last rate, from 0 to base
   * @param epochs at least 1
   * @param epoch from 0
   * @throws IllegalArgumentException if the epoch is negative, epochs is below 1, or end is out of
   *     its range
   */
  double cosine(double base, double end, int epochs, int epoch);

  /**
   * The rates of a whole training: base · (epoch + 1) / warmUp in the first warmUp epochs, then a
   * cosine from base to 0 over the epochs that are left.
   *
   * @param base the highest rate, above 0
   * @param warmUp epochs, from 0 to epochs
   * @param epochs of the whole training, at least 0
   * @return a rate for each epoch
   * @throws IllegalArgumentException if warmUp is out of its range
   */
  double[] warmUpThenCosine(double base, int warmUp, int epochs);
}
