package cnnbook.exercises.e17;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 17.2. */
@Exercise(
    id = "17.2",
    title = "the effective receptive field",
    topic = "receptive field",
    minutes = 30,
    points = 8,
    hints = {
      "Without layers the field is one pixel with weight 1. Each layer spreads every weight over the"
          + " kernel's places: the field grows by k − 1.",
      "grown[i + a][j + b] += field[i][j] · kernel[a][b], for all places of the field and of the"
          + " kernel.",
      "Spread: take the absolute values as weights, find their mean row, then the square root of the"
          + " weighted mean of (row − mean row)²; columns alike."
    },
    forbidden = {"cnnbook.ops", "cnnbook.models", "cnnbook.geometry", "ai.djl"})
public interface EffectiveField {
  /**
   * How much each pixel counts for one output: the gradient of one output of a stack of linear
   * cross-correlations, all with the same kernel, stride 1 and no padding, with respect to the
   * pixels that it sees.
   *
   * @param kernel (kh, kw)
   * @param layers at least 0
   * @return (layers · (kh − 1) + 1, layers · (kw − 1) + 1): the receptive field
   * @throws IllegalArgumentException if layers is negative
   */
  Tensor field(Tensor kernel, int layers);

  /**
   * How wide a field really is: its standard deviation along the rows and along the columns, with
   * the absolute values as weights, in pixels.
   *
   * @param field (h, w)
   * @return two numbers, rows first; 0, 0 for a field of zeros
   */
  double[] spread(Tensor field);

  /**
   * The share of the field's absolute values in its central box.
   *
   * @param field (h, w), both odd
   * @param side rows and columns of the box, odd; what lies outside the field counts as 0
   * @return from 0 to 1; 0 for a field of zeros
   * @throws IllegalArgumentException if a size is even
   */
  double shareInCentre(Tensor field, int side);
}
