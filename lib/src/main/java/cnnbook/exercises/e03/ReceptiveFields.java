package cnnbook.exercises.e03;

import cnnbook.exercises.Exercise;

/** Exercise 3.2. */
@Exercise(
    id = "3.2",
    title = "receptive field and jump of a stack of layers",
    topic = "geometry",
    minutes = 30,
    points = 6,
    hints = {
      "Neighbours in a map look at places of the input that are jump elements apart. A layer with"
          + " stride s multiplies the jump by s.",
      "A kernel joins kernel elements of the map before it, and those are dilation·(jump before the"
          + " layer) apart in the input.",
      "The first element that place 0 sees moves back by padding·(jump before the layer) in every"
          + " layer; place p sees jump·p elements farther on."
    },
    forbidden = {"cnnbook.geometry", "cnnbook.models", "ai.djl"})
public interface ReceptiveFields {
  /**
   * A convolution or pooling layer, along one axis.
   *
   * @param kernel elements of the kernel, at least 1
   * @param stride elements from one position to the next, at least 1
   * @param dilation elements from one element of the kernel to the next, at least 1
   * @param padding elements put before and after the input each, at least 0
   */
  record Layer(int kernel, int stride, int dilation, int padding) {}

  /**
   * Input elements from what one place of a map sees to what its neighbour sees.
   *
   * @param layers from the input on
   * @return one number for each layer's output
   */
  int[] jumps(Layer[] layers);

  /**
   * Input elements from the first to the last that one place of a map can see.
   *
   * @param layers from the input on
   * @return one number for each layer's output
   */
  int[] sizes(Layer[] layers);

  /**
   * The first and the last input element that a place of the last map sees. Elements of the input
   * count from 0; in the padding they are negative, or beyond the input's end.
   *
   * @param layers from the input on; without any, each place sees itself
   * @param place in the last map, at least 0
   * @return first, last
   */
  int[] span(Layer[] layers, int place);
}
