package cnnbook.exercises.e18;

import cnnbook.exercises.Exercise;

/** Exercise 18.2. */
@Exercise(
    id = "18.2",
    title = "confusion matrix, recall, and how far to trust a probability",
    topic = "evaluation",
    minutes = 30,
    points = 8,
    hints = {
      "Row: what it is. Column: what the network takes it for. The diagonal is right.",
      "A confidence p belongs to bin ⌊p · bins⌋, and 1 to the last one.",
      "For each bin that is not empty: its share of all examples times the distance between its"
          + " accuracy and its mean confidence. Add these up."
    },
    forbidden = {"cnnbook.training", "ai.djl"})
public interface Calibration {
  /**
   * How often each class is taken for each.
   *
   * @param truth what each example is, from 0 to classes − 1
   * @param guesses what the network takes it for, as many, from 0 to classes − 1
   * @param classes at least 1
   * @return a row for each true class, a column for each guess
   * @throws IllegalArgumentException if the lengths differ, or a class does not exist
   */
  int[][] confusion(int[] truth, int[] guesses, int classes);

  /**
   * The share of each true class that is recognised.
   *
   * @param confusion square, as from confusion
   * @return one number a class, NaN for a class without examples
   */
  double[] recalls(int[][] confusion);

  /**
   * The expected calibration error (Guo et al. 2017, section 2): the examples are sorted into bins
   * of equal width by their confidence; each bin counts by its share of the examples, and its error
   * is |share of right guesses − mean confidence|.
   *
   * @param confidences the probability of each guess, from 0 to 1
   * @param right whether each guess is right, as many
   * @param bins at least 1
   * @return from 0 to 1; 0 without examples
   * @throws IllegalArgumentException if the lengths differ, bins is below 1, or a confidence is not
   *     from 0 to 1
   */
  double calibrationError(double[] confidences, boolean[] right, int bins);
}
