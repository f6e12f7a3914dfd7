package cnnbook.exercises.e17;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 17.1. */
@Exercise(
    id = "17.1",
    title = "Grad-CAM",
    topic = "explanation",
    minutes = 25,
    points = 8,
    hints = {
      "A channel's weight is the mean of its gradients over all rows and columns: one number each.",
      "The map is the weighted sum of the activations; what is below 0 speaks for other classes and"
          + " is cut.",
      "To normalize, divide by the largest value, unless that is 0."
    },
    forbidden = {"cnnbook.viz", "cnnbook.models", "cnnbook.ops", "ai.djl"})
public interface GradCam {
  /**
   * How much each channel counts for a class: the mean over rows and columns of the gradient
   * (Selvaraju et al. 2017, equation 1).
   *
   * @param gradients (c, h, w), of the class's score with respect to the activations
   * @return (c)
   */
  Tensor channelWeights(Tensor gradients);

  /**
   * The map of a class: max(0, Σ over c of weight[c] · activations[c]) (equation 2), divided by its
   * largest value, so that it lies in [0, 1]. Where nothing speaks for the class it is all 0.
   *
   * @param activations (c, h, w), of one convolution for one picture
   * @param gradients (c, h, w), of the class's score with respect to the activations
   * @return (h, w)
   * @throws IllegalArgumentException if the shapes differ
   */
  Tensor map(Tensor activations, Tensor gradients);

  /**
   * How much of the map lies in a box: the sum inside divided by the sum of all, 0 for a map of
   * zeros. It tells whether the network looks at the object.
   *
   * @param map (h, w), from map
   * @param top the box's first row
   * @param left the box's first column
   * @param rows of the box
   * @param columns of the box
   * @return from 0 to 1
   * @throws IllegalArgumentException if the box is not wholly inside the map
   */
  double shareInside(Tensor map, int top, int left, int rows, int columns);
}
