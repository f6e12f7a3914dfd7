package cnnbook.solutions.e16;

import java.util.Arrays;

/** Wrong answers to exercise 16.2, each by one slip. */
public final class DenseNetChannelsMutants {
  private DenseNetChannelsMutants() {}

  /** Halves, whatever the compression. */
  public static class AlwaysHalves extends DenseNetChannelsReference {
    @Override
    int compressed(int channels, double compression) {
      return channels / 2;
    }
  }

  /** Rounds the compressed channels up. */
  public static class CeilForFloor extends DenseNetChannelsReference {
    @Override
    int compressed(int channels, double compression) {
      return (int) Math.ceil(channels * compression);
    }
  }

  /** Has a transition behind the last block. */
  public static class LastTransition extends DenseNetChannelsReference {
    @Override
    public int[] channels(Plan plan) {
      int[] right = super.channels(plan);
      int[] longer = Arrays.copyOf(right, right.length + 1);
      longer[right.length] = compressed(right[right.length - 1], plan.compression());
      return longer;
    }
  }

  /** Counts the layers. */
  public static class LayersForConnections extends DenseNetChannelsReference {
    @Override
    public long connections(int layers) {
      return layers;
    }
  }

  /** Multiplies in int. */
  public static class Overflows extends DenseNetChannelsReference {
    @Override
    public long connections(int layers) {
      return layers * (layers + 1) / 2;
    }
  }

  /** Counts γ alone. */
  public static class NoBeta extends DenseNetChannelsReference {
    @Override
    long norm(long channels) {
      return channels;
    }
  }

  /** Leaves out the 1×1 in front of each 3×3. */
  public static class NoBottleneck extends DenseNetChannelsReference {
    @Override
    long layer(int in, int growth) {
      return norm(in) + 9L * in * growth;
    }
  }

  /** Takes every picture for a coloured one. */
  public static class AlwaysThreeColours extends DenseNetChannelsReference {
    @Override
    public long parameters(Plan plan, int colours, int classes) {
      return super.parameters(plan, 3, classes);
    }
  }

  /** Counts no biases of the classifier. */
  public static class NoBias extends DenseNetChannelsReference {
    @Override
    public long parameters(Plan plan, int colours, int classes) {
      return super.parameters(plan, colours, classes) - classes;
    }
  }

  /** Lets channels grow in transitions. */
  public static class AcceptsAnyCompression extends DenseNetChannelsReference {
    @Override
    public int[] channels(Plan plan) {
      double share = Math.min(plan.compression(), 1);
      return super.channels(new Plan(plan.stem(), plan.growth(), plan.blocks(), share));
    }
  }
}
