package cnnbook.solutions.e17;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 17.1, each by one slip. */
public final class GradCamMutants {
  private GradCamMutants() {}

  /** Sums the gradients. */
  public static class SumForMean extends GradCamReference {
    @Override
    public Tensor channelWeights(Tensor gradients) {
      return gradients.reshape(gradients.size(0), -1).sum(1);
    }
  }

  /** Averages over the channels. */
  public static class WrongAxis extends GradCamReference {
    @Override
    public Tensor channelWeights(Tensor gradients) {
      Tensor right = super.channelWeights(gradients);
      return Tensor.zeros(right.shape()).plus(gradients.mean());
    }
  }

  /** Leaves negative values in the map. */
  public static class NoRelu extends GradCamReference {
    @Override
    Tensor cut(Tensor map) {
      return map;
    }
  }

  /** Takes the size of each value, whatever its sign. */
  public static class AbsoluteValues extends GradCamReference {
    @Override
    Tensor cut(Tensor map) {
      return map.map(Math::abs);
    }
  }

  /** Multiplies gradients and activations place by place. */
  public static class GradientTimesInput extends GradCamReference {
    @Override
    Tensor weighted(Tensor activations, Tensor gradients) {
      return activations.times(gradients).sum(0);
    }
  }

  /** Leaves out channels that speak against the class. */
  public static class PositiveWeights extends GradCamReference {
    @Override
    public Tensor map(Tensor activations, Tensor gradients) {
      return super.map(activations, gradients.combine(means(gradients), (g, m) -> m > 0 ? g : 0));
    }

    private Tensor means(Tensor gradients) {
      Tensor all = Tensor.zeros(gradients.shape());
      return all.plus(channelWeights(gradients).reshape(-1, 1, 1));
    }
  }

  /** Divides by 0 where nothing speaks for the class. */
  public static class DividesByZero extends GradCamReference {
    @Override
    public Tensor map(Tensor activations, Tensor gradients) {
      Tensor map = cut(weighted(activations, gradients.requireSameShape(activations)));
      return map.dividedBy(Tensor.scalar(map.max()));
    }
  }

  /** Gives the map as it is. */
  public static class NotNormalized extends GradCamReference {
    @Override
    public Tensor map(Tensor activations, Tensor gradients) {
      return cut(weighted(activations, gradients.requireSameShape(activations)));
    }
  }

  /** Counts the places. */
  public static class ShareOfTheArea extends GradCamReference {
    @Override
    public double shareInside(Tensor map, int top, int left, int rows, int columns) {
      super.shareInside(map, top, left, rows, columns);
      return (double) rows * columns / map.count();
    }
  }

  /** Takes rows for columns. */
  public static class SwappedBox extends GradCamReference {
    @Override
    public double shareInside(Tensor map, int top, int left, int rows, int columns) {
      return super.shareInside(map, left, top, columns, rows);
    }
  }

  /** Shares nothing out: 0 divided by 0. */
  public static class EmptyMap extends GradCamReference {
    @Override
    public double shareInside(Tensor map, int top, int left, int rows, int columns) {
      double right = super.shareInside(map, top, left, rows, columns);
      return map.sum() > 0 ? right : Double.NaN;
    }
  }
}
