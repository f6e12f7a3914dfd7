package cnnbook.solutions.e12;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 12.2, each by one slip. */
public final class ClassMapsMutants {
  private ClassMapsMutants() {}

  /** Takes the class's column. */
  public static class ColumnForRow extends ClassMapsReference {
    @Override
    public Tensor map(Tensor features, Tensor weight, int label) {
      Tensor right = super.map(features, weight, label);
      boolean square = weight.size(0) == weight.size(1);
      return square ? super.map(features, weight.transpose(), label) : right.times(0);
    }
  }

  /** Leaves negative values out, as another method does. */
  public static class CutsNegatives extends ClassMapsReference {
    @Override
    public Tensor map(Tensor features, Tensor weight, int label) {
      return super.map(features, weight, label).map(value -> Math.max(value, 0));
    }
  }

  /** Divides by the number of channels. */
  public static class MeanOverChannels extends ClassMapsReference {
    @Override
    public Tensor map(Tensor features, Tensor weight, int label) {
      return super.map(features, weight, label).times(1.0 / features.size(0));
    }
  }

  /** Is right for square maps only. */
  public static class SquareMaps extends ClassMapsReference {
    @Override
    public Tensor map(Tensor features, Tensor weight, int label) {
      return super.map(features.permute(0, 2, 1), weight, label)
          .reshape(features.size(1), features.size(2));
    }
  }

  /** Counts classes from 1. */
  public static class CountsFromOne extends ClassMapsReference {
    @Override
    public Tensor map(Tensor features, Tensor weight, int label) {
      return super.map(features, weight, Math.max(label - 1, Math.min(label, 0)));
    }
  }

  /** Adds the bias at every place. */
  public static class BiasAtEveryPlace extends ClassMapsReference {
    @Override
    public double score(Tensor map, double bias) {
      return map.mean() + bias * map.count();
    }
  }

  /** Sums for the mean. */
  public static class SumForMean extends ClassMapsReference {
    @Override
    public double score(Tensor map, double bias) {
      return map.sum() + bias;
    }
  }

  /** Tiles the map. */
  public static class Tiles extends ClassMapsReference {
    @Override
    public Tensor enlarge(Tensor map, int factor) {
      Tensor large = super.enlarge(map, factor);
      for (int i = 0; i < large.size(0); i++) {
        for (int j = 0; j < large.size(1); j++) {
          large.set(map.get(i % map.size(0), j % map.size(1)), i, j);
        }
      }
      return large;
    }
  }

  /** Takes the last of equal places. */
  public static class LastPeak extends ClassMapsReference {
    @Override
    public int[] peak(Tensor map) {
      int best = 0;
      for (int i = 1; i < map.count(); i++) {
        best = map.data()[i] >= map.data()[best] ? i : best;
      }
      return new int[] {best / map.size(1), best % map.size(1)};
    }
  }

  /** Looks for something above zero. */
  public static class PositivePeaks extends ClassMapsReference {
    @Override
    public int[] peak(Tensor map) {
      return map.max() > 0 ? super.peak(map) : new int[] {0, 0};
    }
  }

  /** Divides by the rows to find the row. */
  public static class RowsForColumns extends ClassMapsReference {
    @Override
    public int[] peak(Tensor map) {
      int[] right = super.peak(map);
      int place = right[0] * map.size(1) + right[1];
      return new int[] {place / map.size(0), place % map.size(0)};
    }
  }
}
