package cnnbook.exercises.e10;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 10.2. */
@Exercise(
    id = "10.2",
    title = "augmentation: flips, padded crops, AlexNet's ten crops",
    topic = "augmentation",
    minutes = 25,
    points = 7,
    hints = {
      "Ask for each place of the result where its number comes from.",
      "Row i of a crop is row top + i of the padded picture, so row top + i − padding of the picture"
          + " itself; outside of it everything is 0.",
      "The ten crops are five crops without padding: at 0 or h − side, 0 or w − side, and"
          + " (h − side) / 2, (w − side) / 2; then the flips of these five."
    },
    forbidden = {"cnnbook.data", "ai.djl"})
public interface FlipAndCrop {
  /**
   * The picture as in a mirror: left and right change places.
   *
   * @param image (c, h, w)
   * @return (c, h, w)
   */
  Tensor flip(Tensor image);

  /**
   * A part of the picture with zeros around it.
   *
   * @param image (c, h, w)
   * @param padding zeros on each of the four sides, at least 0
   * @param top first row in the padded picture
   * @param left first column in the padded picture
   * @param rows of the part
   * @param columns of the part
   * @return (c, rows, columns)
   * @throws IllegalArgumentException if the part is not wholly inside the padded picture
   */
  Tensor crop(Tensor image, int padding, int top, int left, int rows, int columns);

  /**
   * The ten square views by which AlexNet looks at a test picture (section 4.1): top left, top
   * right, bottom left, bottom right, the middle; then the flips of these five, in the same order.
   * The middle begins at row (h − side) / 2 and column (w − side) / 2, rounded down.
   *
   * @param image (c, h, w)
   * @param side rows and columns of each view
   * @return ten of (c, side, side)
   * @throws IllegalArgumentException if a view does not fit into the picture
   */
  Tensor[] tenCrops(Tensor image, int side);
}
