package cnnbook.solutions.e11;

import java.util.stream.Stream;

/** Wrong answers to exercise 11.2, each by one slip. */
public final class VggConfigurationMutants {
  private VggConfigurationMutants() {}

  /** Lets every convolution see the picture's channels. */
  public static class SameInputForAll extends VggConfigurationReference {
    @Override
    public Layer[] layers(String configuration, int channels) {
      return Stream.of(super.layers(configuration, channels))
          .map(l -> l.kind().equals("conv") ? new Layer("conv", channels, l.out()) : l)
          .toArray(Layer[]::new);
    }
  }

  /** Counts pooling as a layer with weights. */
  public static class CountsPooling extends VggConfigurationReference {
    @Override
    public int weightLayers(String configuration, int[] dense) {
      return layers(configuration, 1).length + dense.length;
    }
  }

  /** Takes three dense layers for granted. */
  public static class AlwaysThreeDense extends VggConfigurationReference {
    @Override
    public int weightLayers(String configuration, int[] dense) {
      return super.weightLayers(configuration, new int[3]);
    }
  }

  /** Counts no biases. */
  public static class NoBias extends VggConfigurationReference {
    @Override
    long weights(long in, int out) {
      return in * out;
    }
  }

  /** Is right for square pictures only. */
  public static class SquarePictures extends VggConfigurationReference {
    @Override
    public long parameters(String configuration, int channels, int h, int w, int[] dense) {
      return super.parameters(configuration, channels, h, h, dense);
    }
  }

  /** Rounds up where a map is odd. */
  public static class CeilForFloor extends VggConfigurationReference {
    @Override
    int halved(int n) {
      return (n + 1) / 2;
    }
  }

  /** Multiplies in int. */
  public static class Overflows extends VggConfigurationReference {
    @Override
    long weights(long in, int out) {
      return (int) in * out + out;
    }
  }

  /** Passes over words that it does not know. */
  public static class SkipsUnknownWords extends VggConfigurationReference {
    @Override
    Layer convolution(int in, String word) {
      return word.matches("\\d+") ? super.convolution(in, word) : new Layer("pool", in, in);
    }
  }

  /** Splits at single blanks. */
  public static class SingleBlanks extends VggConfigurationReference {
    @Override
    public Layer[] layers(String configuration, int channels) {
      if (configuration.contains("  ")) {
        throw new NumberFormatException("For input string: \"\"");
      }
      return super.layers(configuration, channels);
    }
  }
}
