package cnnbook.models;

import ai.djl.nn.Block;
import java.util.List;
import java.util.function.Supplier;

/**
 * Layers of which each sees the maps of all before it, (N, C, H, W) → (N, C + layers·growth, H, W):
 * what a layer makes is put behind what it got.
 *
 * <p>Huang, Liu, van der Maaten and Weinberger, "Densely Connected Convolutional Networks", 2017,
 * section 3, equation 2, and figure 1.
 */
public final class DenseBlock extends Composite {

  /**
   * A block.
   *
   * @param layers how many {@link DenseLayer}s, at least 1
   * @param growth the maps that each adds, at least 1
   */
  public DenseBlock(int layers, int growth) {
    this(layers, growth, 0);
  }

  DenseBlock(int layers, int growth, float rate) {
    this(layers, () -> new DenseLayer(growth, rate));
  }

  /** A block of other layers, each from any number of maps to a number of its own. */
  DenseBlock(int layers, Supplier<Block> layer) {
    NetworkBuilder.atLeastOne("layers", layers);
    for (int i = 1; i <= layers; i++) {
      child("denselayer" + i, layer.get());
    }
  }

  @Override
  public <T> T flow(Flow<T> f, T x) {
    T all = x;
    for (Block layer : parts().values()) {
      all = f.concat(List.of(all, f.run(layer, all)));
    }
    return all;
  }
}
