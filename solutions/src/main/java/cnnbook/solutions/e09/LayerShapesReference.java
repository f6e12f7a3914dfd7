package cnnbook.solutions.e09;

import cnnbook.exercises.e09.LayerShapes;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A right answer to exercise 9.1. */
public class LayerShapesReference implements LayerShapes {
  @Override
  public int[][] shapes(int[] input, Layer[] layers) {
    int[][] shapes = new int[layers.length][];
    int[] present = input;
    for (int i = 0; i < layers.length; i++) {
      present = next(present, layers[i]);
      shapes[i] = present;
    }
    return shapes;
  }

  @Override
  public long[] parameters(int[] input, Layer[] layers) {
    int[][] shapes = shapes(input, layers);
    long[] parameters = new long[layers.length];
    for (int i = 0; i < layers.length; i++) {
      parameters[i] = parameters(i == 0 ? input : shapes[i - 1], layers[i]);
    }
    return parameters;
  }

  int[] next(int[] in, Layer layer) {
    switch (layer.kind()) {
      case "conv":
        requireRank(3, in, layer);
        return new int[] {layer.out(), size(in[1], layer), size(in[2], layer)};
      case "pool":
        requireRank(3, in, layer);
        return new int[] {in[0], size(in[1], layer), size(in[2], layer)};
      case "flatten":
        return new int[] {IntStream.of(in).reduce(1, (a, b) -> a * b)};
      case "dense":
        requireRank(1, in, layer);
        return new int[] {layer.out()};
      default:
        throw new IllegalArgumentException("there is no layer of kind " + layer.kind());
    }
  }

  int size(int n, Layer layer) {
    int room = n + 2 * layer.padding() - layer.kernel();
    if (room < 0) {
      throw new IllegalArgumentException(layer + " does not fit into " + n);
    }
    return room / layer.stride() + 1;
  }

  long parameters(int[] in, Layer layer) {
    long out = layer.out();
    return switch (layer.kind()) {
      case "conv" -> out * in[0] * layer.kernel() * layer.kernel() + out;
      case "dense" -> out * in[0] + out;
      default -> 0;
    };
  }

  private static void requireRank(int rank, int[] in, Layer layer) {
    if (in.length != rank) {
      throw new IllegalArgumentException(layer + " cannot take " + Arrays.toString(in));
    }
  }
}
