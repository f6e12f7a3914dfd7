package cnnbook.exercises.e12;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 12.2. */
@Exercise(
    id = "12.2",
    title = "class activation maps: where the network sees its class",
    topic = "explanation",
    minutes = 20,
    points = 7,
    hints = {
      "A class's map is a sum of the feature maps, each times one number of the class's row of the"
          + " weight.",
      "Averaging and weighting may change places: the score is the map's mean plus the bias.",
      "Enlarged by f, the pixel at (i, j) shows the place (i / f, j / f) of the map, in whole numbers."
    },
    forbidden = {"cnnbook.ops", "cnnbook.models", "cnnbook.viz", "ai.djl"})
public interface ClassMaps {
  /**
   * The map of a class for a network that ends in global average pooling and a dense layer: Σ over
   * c of weight[label, c] · features[c] (Zhou et al. 2016, section 2).
   *
   * @param features (c, h, w), what the last convolution made of one picture
   * @param weight (k, c), the dense layer's
   * @param label from 0 to k − 1
   * @return (h, w), negative values included
   * @throws IllegalArgumentException if the shapes do not fit, or there is no such class
   */
  Tensor map(Tensor features, Tensor weight, int label);

  /**
   * The class's score, computed from its map.
   *
   * @param map (h, w), from map
   * @param bias the dense layer's for this class
   */
  double score(Tensor map, double bias);

  /**
   * The map in the picture's size: each value becomes a square.
   *
   * @param map (h, w)
   * @param factor at least 1
   * @return (h · factor, w · factor)
   * @throws IllegalArgumentException if the factor is below 1
   */
  Tensor enlarge(Tensor map, int factor);

  /**
   * Where the map is largest: the first such place, row by row.
   *
   * @param map (h, w)
   * @return row and column
   */
  int[] peak(Tensor map);
}
