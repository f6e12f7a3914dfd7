package cnnbook.exercises.e12;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 12.1. */
@Exercise(
    id = "12.1",
    title = "NiN's head: global average pooling, forward and backward",
    topic = "pooling",
    minutes = 25,
    points = 8,
    hints = {
      "One number for each image and channel: the mean over all its rows and columns.",
      "Every place has the same share in the mean, 1 / (h · w): so has it in the gradient.",
      "The head: at every place multiply the c numbers by the weight and add the bias, as a dense"
          + " layer would; cut at 0; only then average. ReLU and mean must not change places."
    },
    forbidden = {"cnnbook.ops", "cnnbook.models", "ai.djl"})
public interface GlobalPooling {
  /**
   * The mean of each map.
   *
   * @param x (n, c, h, w)
   * @return (n, c)
   * @throws IllegalArgumentException if x is not of rank 4
   */
  Tensor forward(Tensor x);

  /**
   * The gradient with respect to x.
   *
   * @param dout (n, c), the gradient with respect to what forward returned
   * @param h rows of x
   * @param w columns of x
   * @return (n, c, h, w)
   * @throws IllegalArgumentException if dout is not of rank 2
   */
  Tensor backward(Tensor dout, int h, int w);

  /**
   * The end of a network in network: a 1×1 convolution to one map for each class, ReLU, global
   * average pooling.
   *
   * @param x (n, c, h, w)
   * @param weight (k, c), for k classes
   * @param bias (k)
   * @return (n, k)
   * @throws IllegalArgumentException if the shapes do not fit
   */
  Tensor head(Tensor x, Tensor weight, Tensor bias);
}
