package cnnbook.solutions.e07;

import cnnbook.exercises.e07.ConvolutionBackward;
import cnnbook.tensor.Shape;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 7.1. */
public class ConvolutionBackwardReference implements ConvolutionBackward {
  @Override
  public Gradients backward(Tensor x, Tensor weight, Tensor dout, int stride, int padding) {
    requireShapes(x, weight, dout, stride, padding);
    Tensor db = Tensor.zeros(weight.size(0));
    Gradients sums = new Gradients(Tensor.zeros(x.shape()), Tensor.zeros(weight.shape()), db);
    for (int output = 0; output < dout.count(); output++) {
      int[] place = dout.shape().index(output);
      int top = start(place[2], stride, padding);
      int left = start(place[3], stride, padding);
      db.data()[place[1]] += dout.data()[output];
      addWindow(sums, x, weight, place, top, left, dout.data()[output]);
    }
    return sums;
  }

  /** Adds what one output, of image place[0] and filter place[1], contributes to dx and dw. */
  private static void addWindow(
      Gradients sums, Tensor x, Tensor weight, int[] place, int top, int left, float gradient) {
    for (int c = 0; c < x.size(1); c++) {
      for (int y = Math.max(0, -top); y < Math.min(weight.size(2), x.size(2) - top); y++) {
        for (int z = Math.max(0, -left); z < Math.min(weight.size(3), x.size(3) - left); z++) {
          int input = x.shape().offset(place[0], c, top + y, left + z);
          int element = weight.shape().offset(place[1], c, y, z);
          sums.dx().data()[input] += gradient * weight.data()[element];
          sums.dw().data()[element] += gradient * x.data()[input];
        }
      }
    }
  }

  int start(int position, int stride, int padding) {
    return position * stride - padding;
  }

  private static void requireShapes(Tensor x, Tensor weight, Tensor dout, int stride, int padding) {
    int oh = (x.size(2) + 2 * padding - weight.size(2)) / stride + 1;
    int ow = (x.size(3) + 2 * padding - weight.size(3)) / stride + 1;
    Shape expected = Shape.of(x.size(0), weight.size(0), oh, ow);
    if (x.size(1) != weight.size(1) || !dout.shape().equals(expected)) {
      throw new IllegalArgumentException(
          "x %s and weight %s make an output %s, dout is %s"
              .formatted(x.shape(), weight.shape(), expected, dout.shape()));
    }
  }
}
