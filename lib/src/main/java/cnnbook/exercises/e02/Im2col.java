package cnnbook.exercises.e02;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 2.2. */
@Exercise(
    id = "2.2",
    title = "im2col: cross-correlation as a matrix product",
    topic = "convolution",
    minutes = 30,
    points = 6,
    hints = {
      "Write the matrix for a 3×3 image and a 2×2 window on paper first: it has four rows and four"
          + " columns.",
      "Column p belongs to output place (p / ow, p mod ow), row k to kernel place (k / kw, k mod"
          + " kw).",
      "With the kernels as the rows of a matrix (f, kh·kw), the maps are kernels.matmul(columns),"
          + " reshaped."
    },
    forbidden = {"cnnbook.ops", "ai.djl"})
public interface Im2col {
  /**
   * What the window sees, position by position: column p holds the image's numbers under the window
   * at its position p. Positions are counted row by row, and so are the places in the window.
   *
   * @param image (h, w)
   * @param kh rows of the window
   * @param kw columns of the window
   * @param stride rows and columns from one position to the next, at least 1
   * @return (kh·kw, oh·ow), with oh = ⌊(h − kh) / stride⌋ + 1, and ow alike
   * @throws IllegalArgumentException if the window is larger than the image
   */
  Tensor columns(Tensor image, int kh, int kw, int stride);

  /**
   * The cross-correlation with several kernels at once, by one matrix product.
   *
   * @param image (h, w)
   * @param kernels (f, kh, kw)
   * @param stride as for columns
   * @return (f, oh, ow)
   * @throws IllegalArgumentException if the kernels are larger than the image
   */
  Tensor correlate(Tensor image, Tensor kernels, int stride);
}
