package cnnbook.exercises.e04;

import cnnbook.exercises.Exercise;

/** Exercise 4.3. */
@Exercise(
    id = "4.3",
    title = "what a convolution costs: parameters and MACs",
    topic = "parameters",
    minutes = 20,
    points = 7,
    hints = {
      "Parameters do not depend on the picture's size, products do.",
      "Every number of the output takes (channels / groups)·kh·kw products.",
      "A depthwise convolution has as many groups and filters as channels; the pointwise one behind"
          + " it has 1×1 kernels. Count in long: large layers exceed int."
    },
    forbidden = {"cnnbook.geometry", "cnnbook.models", "ai.djl"})
public interface ConvolutionCost {
  /**
   * A convolutional layer.
   *
   * @param channels of the input, at least 1
   * @param filters at least 1
   * @param kh rows of a kernel, at least 1
   * @param kw columns of a kernel, at least 1
   * @param stride at least 1
   * @param padding zeros on each of the four sides, at least 0
   * @param groups at least 1
   * @param bias whether each filter has a bias
   */
  record Layer(
      int channels,
      int filters,
      int kh,
      int kw,
      int stride,
      int padding,
      int groups,
      boolean bias) {}

  /**
   * What a layer costs for one picture.
   *
   * @param parameters numbers to learn
   * @param macs products that are added up (multiply-accumulate operations) in the forward pass;
   *     products with the padding's zeros count, adding biases does not
   */
  record Cost(long parameters, long macs) {}

  /**
   * The cost of a layer on a picture of h × w.
   *
   * @throws IllegalArgumentException if groups does not divide channels and filters, or a kernel is
   *     larger than the padded picture
   */
  Cost cost(Layer layer, int h, int w);

  /**
   * The cost of the layer's depthwise separable replacement: a depthwise convolution (one filter
   * per channel) with this layer's kernel, stride and padding and without bias, then a 1×1
   * convolution to this layer's filters, with a bias if the layer has one.
   *
   * @param layer with one group
   */
  Cost separable(Layer layer, int h, int w);
}
