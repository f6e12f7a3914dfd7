package cnnbook.exercises.e01;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 1.2. */
@Exercise(
    id = "1.2",
    title = "move a picture, and see its feature map move along",
    topic = "equivariance",
    minutes = 20,
    points = 6,
    hints = {
      "Ask for each place of the result where its number comes from, not for each number where it"
          + " goes.",
      "The number at (i, j) comes from (i − down, j − right), and is 0 if that lies outside.",
      "Compute two maps: of the moved picture, and the moved map of the picture. Then take the"
          + " largest absolute difference over all places, those at the border included."
    },
    forbidden = {"ai.djl"})
public interface Translation {
  /**
   * The picture moved; what leaves it is lost, and zeros enter.
   *
   * @param image (h, w)
   * @param down rows, upwards if negative; may exceed h
   * @param right columns, to the left if negative; may exceed w
   * @return (h, w)
   */
  Tensor translate(Tensor image, int down, int right);

  /**
   * How far cross-correlation is from being translation equivariant for this picture: the largest
   * absolute difference between correlate(translate(image)) and translate(correlate(image)). The
   * correlation has stride 1 and no padding; use cnnbook.ops.Conv2dOp or your own. The result is 0
   * if nothing but zeros crosses the border.
   *
   * @param image (h, w)
   * @param kernel (kh, kw), not larger than the image
   * @param down as for translate
   * @param right as for translate
   * @return at least 0
   */
  double deviation(Tensor image, Tensor kernel, int down, int right);
}
