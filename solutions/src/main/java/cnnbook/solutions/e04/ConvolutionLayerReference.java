package cnnbook.solutions.e04;

import cnnbook.exercises.e04.ConvolutionLayer;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 4.2. */
public class ConvolutionLayerReference implements ConvolutionLayer {
  @Override
  public Tensor forward(Tensor x, Tensor weight, Tensor bias, int stride, int padding, int groups) {
    check(x, weight, bias, groups);
    int f = weight.size(0);
    int oh = positions(x.size(2), weight.size(2), stride, padding);
    int ow = positions(x.size(3), weight.size(3), stride, padding);
    Tensor out = Tensor.zeros(x.size(0), f, oh, ow);
    for (int place = 0; place < out.count(); place++) {
      int[] at = out.shape().index(place);
      int first = firstChannel(at[1], f, x.size(1), groups);
      double sum =
          sum(x, weight, at[0], at[1], first, at[2] * stride - padding, at[3] * stride - padding);
      out.data()[place] = (float) (sum + bias.get(at[1]));
    }
    return out;
  }

  void check(Tensor x, Tensor weight, Tensor bias, int groups) {
    int c = x.size(1);
    int f = weight.size(0);
    require(groups >= 1 && c % groups == 0 && f % groups == 0, groups + " groups");
    require(weight.size(1) * groups == c, "weight " + weight.shape() + " for x " + x.shape());
    require(bias.rank() == 1 && bias.count() == f, "bias " + bias.shape() + " for f = " + f);
  }

  int positions(int n, int k, int stride, int padding) {
    require(k <= n + 2 * padding, "a kernel of " + k + " on " + n + ", padding " + padding);
    return (n + 2 * padding - k) / stride + 1;
  }

  /** The first channel that a filter sees. */
  int firstChannel(int filter, int f, int c, int groups) {
    int group = filter / (f / groups);
    return group * (c / groups);
  }

  /** All products of one filter at one position. */
  private static double sum(
      Tensor x, Tensor weight, int image, int filter, int first, int top, int left) {
    double sum = 0;
    for (int k = 0; k < weight.size(1); k++) {
      for (int a = 0; a < weight.size(2); a++) {
        for (int b = 0; b < weight.size(3); b++) {
          sum += at(x, image, first + k, top + a, left + b) * weight.get(filter, k, a, b);
        }
      }
    }
    return sum;
  }

  private static double at(Tensor x, int image, int channel, int row, int column) {
    boolean inside = row >= 0 && row < x.size(2) && column >= 0 && column < x.size(3);
    return inside ? x.get(image, channel, row, column) : 0;
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalArgumentException(what + " cannot be");
    }
  }
}
