package cnnbook.solutions.e03;

import cnnbook.exercises.e03.ReceptiveFields;

/** A right answer to exercise 3.2. */
public class ReceptiveFieldsReference implements ReceptiveFields {
  @Override
  public int[] jumps(Layer[] layers) {
    int[] jumps = new int[layers.length];
    for (int i = 0; i < layers.length; i++) {
      jumps[i] = jumpBefore(i, jumps) * layers[i].stride();
    }
    return jumps;
  }

  @Override
  public int[] sizes(Layer[] layers) {
    int[] jumps = jumps(layers);
    int[] sizes = new int[layers.length];
    int size = 1;
    for (int i = 0; i < layers.length; i++) {
      size += reach(layers[i]) * jumpBefore(i, jumps);
      sizes[i] = size;
    }
    return sizes;
  }

  @Override
  public int[] span(Layer[] layers, int place) {
    int[] jumps = jumps(layers);
    int[] sizes = sizes(layers);
    int count = layers.length;
    int first = place * jumpBefore(count, jumps);
    for (int i = 0; i < count; i++) {
      first -= layers[i].padding() * jumpBefore(i, jumps);
    }
    int size = count == 0 ? 1 : sizes[count - 1];
    return new int[] {first, first + size - 1};
  }

  /** Elements from the kernel's first to its last. */
  int reach(Layer layer) {
    return layer.dilation() * (layer.kernel() - 1);
  }

  /** The jump of the map that layer i reads; the input's is 1. */
  int jumpBefore(int i, int[] jumps) {
    return i == 0 ? 1 : jumps[i - 1];
  }
}
