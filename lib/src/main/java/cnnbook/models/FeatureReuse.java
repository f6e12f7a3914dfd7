package cnnbook.models;

import ai.djl.nn.Block;
import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Who listens to whom in a dense block: the weights that each layer has for the maps of each layer
 * before it. Huang, Liu, van der Maaten and Weinberger, "Densely Connected Convolutional Networks",
 * 2017, section 5, "Feature Reuse", and figure 5.
 */
public final class FeatureReuse {
  private FeatureReuse() {}

  /**
   * The mean absolute weight by source and reader. Batch normalization stands before each reader,
   * so that the maps are of one scale but for its γ.
   *
   * @param block of L {@link DenseLayer}s, with its weights drawn
   * @param behind the convolution that reads the block's result, for instance that of a {@link
   *     Transition}
   * @return (L + 1, L + 1); row 0 is the block's input, row s what layer s made; column 0 is the
   *     first layer, the last one the convolution behind; NaN where there is nothing to read yet
   * @throws IllegalArgumentException if the layers are others, or behind reads another number of
   *     maps than the block makes
   */
  public static Tensor of(DenseBlock block, Block behind) {
    List<Tensor> readers = new ArrayList<>();
    for (Block layer : block.parts().values()) {
      if (!(layer instanceof DenseLayer)) {
        throw new IllegalArgumentException(
            "a %s is no DenseLayer, whose first convolution reads all maps"
                .formatted(layer.getClass().getSimpleName()));
      }
      readers.add(weight(((DenseLayer) layer).parts().get("conv1")));
    }
    readers.add(weight(behind));
    int first = readers.get(0).size(1);
    return means(readers, first, readers.get(1).size(1) - first);
  }

  private static Tensor means(List<Tensor> readers, int first, int growth) {
    int count = readers.size();
    Tensor means = Tensor.full(Double.NaN, count, count);
    for (int reader = 0; reader < count; reader++) {
      Tensor sizes = readers.get(reader).map(Math::abs);
      require(sizes.size(1), first + reader * growth);
      int from = 0;
      for (int source = 0; source <= reader; source++) {
        int to = from + (source == 0 ? first : growth);
        means.set(sizes.slice(1, from, to).mean(), source, reader);
        from = to;
      }
    }
    return means;
  }

  private static void require(int read, int made) {
    if (read != made) {
      throw new IllegalArgumentException(
          "the convolution reads %d maps, the block makes %d: take the one right behind the block"
              .formatted(read, made));
    }
  }

  private static Tensor weight(Block convolution) {
    return Djl.tensor(convolution.getParameters().valueAt(0).getArray());
  }
}
