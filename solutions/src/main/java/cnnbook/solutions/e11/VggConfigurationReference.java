package cnnbook.solutions.e11;

import cnnbook.exercises.e11.VggConfiguration;
import java.util.stream.Stream;

/** A right answer to exercise 11.2. */
public class VggConfigurationReference implements VggConfiguration {
  @Override
  public Layer[] layers(String configuration, int channels) {
    String[] words = configuration.strip().split("\\s+");
    Layer[] layers = new Layer[words.length];
    int in = channels;
    for (int i = 0; i < words.length; i++) {
      layers[i] = words[i].equals("M") ? new Layer("pool", in, in) : convolution(in, words[i]);
      in = layers[i].out();
    }
    return layers;
  }

  Layer convolution(int in, String word) {
    if (!word.matches("[1-9]\\d{0,5}")) {
      throw new IllegalArgumentException("there is no layer " + word + ": M or a number");
    }
    return new Layer("conv", in, Integer.parseInt(word));
  }

  @Override
  public int weightLayers(String configuration, int[] dense) {
    return dense.length + (int) Stream.of(layers(configuration, 1)).filter(this::isConv).count();
  }

  private boolean isConv(Layer layer) {
    return layer.kind().equals("conv");
  }

  @Override
  public long parameters(String configuration, int channels, int h, int w, int[] dense) {
    long sum = 0;
    int c = channels;
    int rows = h;
    int columns = w;
    for (Layer layer : layers(configuration, channels)) {
      c = layer.out();
      if (isConv(layer)) {
        sum += weights(9L * layer.in(), c);
      } else {
        rows = halved(rows);
        columns = halved(columns);
      }
    }
    if (rows == 0 || columns == 0) {
      throw new IllegalArgumentException("pooling leaves nothing of %d×%d".formatted(h, w));
    }
    return sum + dense((long) c * rows * columns, dense);
  }

  int halved(int n) {
    return n / 2;
  }

  private long dense(long in, int... sizes) {
    long sum = 0;
    long before = in;
    for (int size : sizes) {
      sum += weights(before, size);
      before = size;
    }
    return sum;
  }

  long weights(long in, int out) {
    return in * out + out;
  }
}
