package cnnbook.exercises.e07;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 7.1. */
@Exercise(
    id = "7.1",
    title = "the gradients of a convolution",
    topic = "backpropagation",
    minutes = 40,
    points = 8,
    hints = {
      "Write the forward loops first: each product x·weight goes into one output.",
      "Product rule: where forward has out += x·weight, backward has dx += dout·weight and"
          + " dw += dout·x, with the same indices.",
      "db[f] is the sum of dout over images, rows and columns: the bias is in each of those outputs."
    },
    forbidden = {"cnnbook.ops", "ai.djl"})
public interface ConvolutionBackward {
  /**
   * The gradients of the loss.
   *
   * @param dx (n, c, h, w), with respect to the input
   * @param dw (f, c, kh, kw), with respect to the weight
   * @param db (f), with respect to the bias
   */
  record Gradients(Tensor dx, Tensor dw, Tensor db) {}

  /**
   * The way back through
   *
   * <pre>
   * out[n,f,i,j] = b[f] + Σ over (c,y,z) of
   *                weight[f,c,y,z] · x[n, c, i·stride − padding + y, j·stride − padding + z]
   * </pre>
   *
   * where x counts as zero outside of the map.
   *
   * @param x (n, c, h, w)
   * @param weight (f, c, kh, kw)
   * @param dout (n, f, oh, ow), the gradient with respect to out; oh = ⌊(h + 2·padding − kh) /
   *     stride⌋ + 1, and ow alike
   * @param stride rows and columns from one position to the next, at least 1
   * @param padding zeros on each of the four sides, at least 0
   * @throws IllegalArgumentException if the channels of x and weight differ, or dout has not the
   *     shape that out has
   */
  Gradients backward(Tensor x, Tensor weight, Tensor dout, int stride, int padding);
}
