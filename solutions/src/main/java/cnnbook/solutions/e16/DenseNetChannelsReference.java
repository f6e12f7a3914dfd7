package cnnbook.solutions.e16;

import cnnbook.exercises.e16.DenseNetChannels;
import java.util.stream.IntStream;

/** A right answer to exercise 16.2. */
public class DenseNetChannelsReference implements DenseNetChannels {
  private static final int BOTTLENECK = 4;

  @Override
  public int[] channels(Plan plan) {
    require(plan);
    int[] channels = new int[2 * plan.blocks().length];
    channels[0] = plan.stem();
    for (int i = 0; i < plan.blocks().length; i++) {
      int in = channels[2 * i];
      channels[2 * i + 1] = in + plan.blocks()[i] * plan.growth();
      if (2 * i + 2 < channels.length) {
        channels[2 * i + 2] = compressed(channels[2 * i + 1], plan.compression());
      }
    }
    return channels;
  }

  int compressed(int channels, double compression) {
    return (int) (channels * compression);
  }

  private static void require(Plan plan) {
    int smallest = IntStream.of(plan.blocks()).min().orElse(0);
    boolean share = plan.compression() > 0 && plan.compression() <= 1;
    if (plan.stem() < 1 || plan.growth() < 1 || smallest < 1 || !share) {
      throw new IllegalArgumentException("there is no such DenseNet: " + plan);
    }
  }

  @Override
  public long connections(int layers) {
    return (long) layers * (layers + 1) / 2;
  }

  @Override
  public long parameters(Plan plan, int colours, int classes) {
    int[] channels = channels(plan);
    long sum = 49L * colours * plan.stem() + norm(plan.stem());
    for (int i = 0; i < plan.blocks().length; i++) {
      for (int layer = 0; layer < plan.blocks()[i]; layer++) {
        sum += layer(channels[2 * i] + layer * plan.growth(), plan.growth());
      }
      if (2 * i + 2 < channels.length) {
        sum += norm(channels[2 * i + 1]) + (long) channels[2 * i + 1] * channels[2 * i + 2];
      }
    }
    int last = channels[channels.length - 1];
    return sum + norm(last) + (long) last * classes + classes;
  }

  long layer(int in, int growth) {
    long middle = (long) BOTTLENECK * growth;
    return norm(in) + in * middle + norm(middle) + middle * growth * 9;
  }

  long norm(long channels) {
    return 2 * channels;
  }
}
