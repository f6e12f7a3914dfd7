package cnnbook.solutions.e04;

/** Wrong answers to exercise 4.3, each by one slip. */
public final class ConvolutionCostMutants {
  private ConvolutionCostMutants() {}

  /** Takes the groups for nothing. */
  public static class NoGroups extends ConvolutionCostReference {
    @Override
    long depth(Layer layer) {
      return (long) layer.channels() * layer.kh() * layer.kw();
    }
  }

  /** Gives every layer biases. */
  public static class AlwaysBias extends ConvolutionCostReference {
    @Override
    public Cost cost(Layer layer, int h, int w) {
      Cost right = super.cost(layer, h, w);
      return new Cost(right.parameters() + (layer.bias() ? 0 : layer.filters()), right.macs());
    }
  }

  /** Counts adding the biases as products. */
  public static class BiasesAsProducts extends ConvolutionCostReference {
    @Override
    public Cost cost(Layer layer, int h, int w) {
      Cost right = super.cost(layer, h, w);
      long places = places(h, layer.kh(), layer) * places(w, layer.kw(), layer);
      long adds = layer.bias() ? places * layer.filters() : 0;
      return new Cost(right.parameters(), right.macs() + adds);
    }
  }

  /** Counts in int. */
  public static class IntOverflow extends ConvolutionCostReference {
    @Override
    public Cost cost(Layer layer, int h, int w) {
      Cost right = super.cost(layer, h, w);
      return new Cost((int) right.parameters(), (int) right.macs());
    }
  }

  /** Is right for square kernels only. */
  public static class SquareKernels extends ConvolutionCostReference {
    @Override
    long depth(Layer layer) {
      return super.depth(layer) / layer.kw() * layer.kh();
    }
  }

  /** Counts the input's places instead of the output's. */
  public static class InputPlaces extends ConvolutionCostReference {
    @Override
    long places(int n, int kernel, Layer layer) {
      super.places(n, kernel, layer);
      return n;
    }
  }

  /** Rounds the number of places up. */
  public static class RoundsUp extends ConvolutionCostReference {
    @Override
    long places(int n, int kernel, Layer layer) {
      super.places(n, kernel, layer);
      return (n + 2 * layer.padding() - kernel + layer.stride() - 1) / layer.stride() + 1;
    }
  }

  /** Lets the pointwise convolution work on the input's size. */
  public static class PointwiseFirst extends ConvolutionCostReference {
    @Override
    public Cost separable(Layer layer, int h, int w) {
      Cost right = super.separable(layer, h, w);
      Cost small = new ConvolutionCostReference().cost(pointwise(layer), 1, 1);
      long places = places(h, layer.kh(), layer) * places(w, layer.kw(), layer);
      return new Cost(right.parameters(), right.macs() + small.macs() * ((long) h * w - places));
    }

    private static Layer pointwise(Layer layer) {
      return new Layer(layer.channels(), layer.filters(), 1, 1, 1, 0, 1, layer.bias());
    }
  }

  /** Refuses nothing. */
  public static class AcceptsAnything extends ConvolutionCostReference {
    @Override
    void require(boolean condition, String message) {
      // That is the slip.
    }
  }
}
