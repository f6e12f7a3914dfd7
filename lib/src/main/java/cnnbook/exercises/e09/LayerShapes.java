package cnnbook.exercises.e09;

import cnnbook.exercises.Exercise;

/** Exercise 9.1. */
@Exercise(
    id = "9.1",
    title = "shapes and parameters of LeNet, from a list of its layers",
    topic = "architecture",
    minutes = 25,
    points = 7,
    hints = {
      "Carry the present shape through the list: each layer sees only what the one before leaves.",
      "Convolution and pooling share one formula for rows and columns; only a convolution changes"
          + " the channels.",
      "A convolution has out·c·kernel² weights and out biases, a dense layer out·n weights and out"
          + " biases; pooling and flattening have none. Count in long."
    },
    forbidden = {"cnnbook.geometry", "cnnbook.models", "ai.djl"})
public interface LayerShapes {
  /**
   * A layer.
   *
   * @param kind {@code conv}, {@code pool}, {@code flatten} or {@code dense}
   * @param out output channels of a convolution, outputs of a dense layer; 0 for the others
   * @param kernel rows and columns of a window; 0 where there is none
   * @param stride rows and columns from one window to the next; 0 where there is none
   * @param padding zeros on each of the four sides, 0 where there is none
   */
  record Layer(String kind, int out, int kernel, int stride, int padding) {}

  /**
   * The shape that each layer leaves. Windows that do not fit whole are dropped.
   *
   * @param input (c, h, w), or (n)
   * @param layers in order
   * @return for each layer (c, h, w); from a flatten layer on, (n)
   * @throws IllegalArgumentException if a kind is unknown, a window is larger than the padded map,
   *     a convolution or pooling gets no (c, h, w), or a dense layer gets no (n)
   */
  int[][] shapes(int[] input, Layer[] layers);

  /**
   * The weights and biases of each layer.
   *
   * @param input as for shapes
   * @param layers as for shapes
   * @throws IllegalArgumentException as for shapes
   */
  long[] parameters(int[] input, Layer[] layers);
}
