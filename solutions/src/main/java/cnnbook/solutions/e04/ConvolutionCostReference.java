package cnnbook.solutions.e04;

import cnnbook.exercises.e04.ConvolutionCost;

/** A right answer to exercise 4.3. */
public class ConvolutionCostReference implements ConvolutionCost {
  @Override
  public Cost cost(Layer layer, int h, int w) {
    require(
        layer.channels() % layer.groups() == 0 && layer.filters() % layer.groups() == 0,
        layer.groups() + " groups do not divide channels and filters");
    long weights = (long) layer.filters() * depth(layer);
    long places = places(h, layer.kh(), layer) * places(w, layer.kw(), layer);
    return new Cost(weights + (layer.bias() ? layer.filters() : 0), weights * places);
  }

  @Override
  public Cost separable(Layer layer, int h, int w) {
    int c = layer.channels();
    Layer depthwise =
        new Layer(c, c, layer.kh(), layer.kw(), layer.stride(), layer.padding(), c, false);
    Layer pointwise = new Layer(c, layer.filters(), 1, 1, 1, 0, 1, layer.bias());
    Cost first = cost(depthwise, h, w);
    int oh = (int) places(h, layer.kh(), layer);
    int ow = (int) places(w, layer.kw(), layer);
    Cost second = cost(pointwise, oh, ow);
    return new Cost(first.parameters() + second.parameters(), first.macs() + second.macs());
  }

  /** Products in one number of the output. */
  long depth(Layer layer) {
    return (long) layer.channels() / layer.groups() * layer.kh() * layer.kw();
  }

  long places(int n, int kernel, Layer layer) {
    int room = n + 2 * layer.padding() - kernel;
    require(room >= 0, "a kernel of " + kernel + " does not fit " + n);
    return room / layer.stride() + 1;
  }

  void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
