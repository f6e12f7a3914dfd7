package cnnbook.models;

import static cnnbook.models.Layers.maxPool;

import ai.djl.nn.Block;
import java.util.List;

/**
 * The building block of GoogLeNet, (N, C, H, W) → (N, sum of the four paths' maps, H, W):
 *
 * <pre>
 *    ┌─ 1×1 ────────────────────┐
 *    ├─ 1×1 ─ 3×3 ──────────────┤
 * x ─┤                          ├─ one after the other
 *    ├─ 1×1 ─ 5×5 ──────────────┤
 *    └─ max pool 3×3 ─ 1×1 ─────┘
 * </pre>
 *
 * <p>A ReLU follows each convolution. Szegedy and others, "Going Deeper with Convolutions", 2015,
 * section 4 and figure 2(b).
 */
public final class Inception extends Composite {
  private final Block branch1;
  private final Block branch2;
  private final Block branch3;
  private final Block branch4;

  /**
   * A module as the paper has it: a 5×5 convolution in the third path, biases, no BN. The order is
   * that of the paper's table 1, each number at least 1.
   *
   * @param maps1x1 maps of the first path
   * @param reduce3x3 maps of the 1×1 convolution before the 3×3
   * @param maps3x3 maps of the second path
   * @param reduce5x5 maps of the 1×1 convolution before the 5×5
   * @param maps5x5 maps of the third path
   * @param mapsPool maps of the fourth path
   */
  public Inception(
      int maps1x1, int reduce3x3, int maps3x3, int reduce5x5, int maps5x5, int mapsPool) {
    this(new Maps(maps1x1, reduce3x3, maps3x3, reduce5x5, maps5x5, mapsPool), 5, false);
  }

  Inception(Maps maps, int largeKernel, boolean bn) {
    branch1 = child("branch1", BasicConv.same(maps.maps1x1(), 1, bn));
    branch2 =
        child(
            "branch2",
            Chain.of(
                BasicConv.same(maps.reduce3x3(), 1, bn), BasicConv.same(maps.maps3x3(), 3, bn)));
    branch3 =
        child(
            "branch3",
            Chain.of(
                BasicConv.same(maps.reduce5x5(), 1, bn),
                BasicConv.same(maps.maps5x5(), largeKernel, bn)));
    branch4 = child("branch4", Chain.of(maxPool(3, 1, 1), BasicConv.same(maps.mapsPool(), 1, bn)));
  }

  @Override
  public <T> T flow(Flow<T> f, T x) {
    return f.concat(
        List.of(f.run(branch1, x), f.run(branch2, x), f.run(branch3, x), f.run(branch4, x)));
  }

  /** A row of the paper's table 1; for the names, see {@link Inception#Inception}. */
  record Maps(int maps1x1, int reduce3x3, int maps3x3, int reduce5x5, int maps5x5, int mapsPool) {}
}
