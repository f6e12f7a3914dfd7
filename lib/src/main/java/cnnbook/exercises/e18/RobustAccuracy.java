package cnnbook.exercises.e18;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 18.3. */
@Exercise(
    id = "18.3",
    title = "accuracy under noise and shift, on average and at worst",
    topic = "robustness",
    minutes = 30,
    points = 8,
    hints = {
      "A guess is the class with the largest score; of equal scores the first one counts.",
      "Noise: add sigma · noise to a copy and cut to [0, 1]. Shift: the pixel at (i, j) comes from"
          + " (i − down, j − right), and is 0 if that lies outside.",
      "At worst: go through all pictures, and for each through all shifts of up to reach rows and"
          + " columns in each direction; one wrong guess is enough."
    },
    forbidden = {"cnnbook.training", "cnnbook.data", "cnnbook.models", "ai.djl"})
public interface RobustAccuracy {
  /**
   * A linear classifier for pictures: scores = pixels · weightᵀ + bias, pixels row by row.
   *
   * @param weight (k, h · w)
   * @param bias (k)
   */
  record Classifier(Tensor weight, Tensor bias) {}

  /**
   * The share of the pictures that are recognised. Of equal scores the first one counts.
   *
   * @param images (n, h, w), n at least 1
   * @param labels n numbers from 0 to k − 1
   * @return from 0 to 1
   * @throws IllegalArgumentException if there are not n labels
   */
  double accuracy(Classifier classifier, Tensor images, int[] labels);

  /**
   * The accuracy on pictures with noise: image + sigma · noise, cut to [0, 1].
   *
   * @param images (n, h, w), pixels from 0 to 1
   * @param labels as for accuracy
   * @param noise (n, h, w)
   * @param sigma at least 0
   * @throws IllegalArgumentException as for accuracy, and if the shapes differ or sigma is negative
   */
  double underNoise(Classifier classifier, Tensor images, int[] labels, Tensor noise, double sigma);

  /**
   * The share of the pictures that are recognised under every shift of up to reach rows up and down
   * together with up to reach columns left and right, no shift included. Zeros enter.
   *
   * @param images (n, h, w)
   * @param labels as for accuracy
   * @param reach at least 0
   * @throws IllegalArgumentException as for accuracy, and if reach is negative
   */
  double underEveryShift(Classifier classifier, Tensor images, int[] labels, int reach);
}
