package cnnbook.models;

import static cnnbook.models.Layers.averagePool;
import static cnnbook.models.Layers.batchNorm;
import static cnnbook.models.Layers.conv1x1;
import static cnnbook.models.Layers.relu;

/**
 * What stands between two dense blocks, (N, C, H, W) → (N, filters, ⌊H / 2⌋, ⌊W / 2⌋): BN, ReLU, a
 * 1×1 convolution and a 2×2 average pool.
 *
 * <p>Huang, Liu, van der Maaten and Weinberger, "Densely Connected Convolutional Networks", 2017,
 * section 3, "Pooling layers" and "Compression", figure 2 and table 1.
 */
public final class Transition extends Chain {

  /**
   * A transition.
   *
   * @param filters maps of the result: half of those that come in, in the paper's DenseNet-C
   */
  public Transition(int filters) {
    layer("norm", batchNorm()).layer("relu", relu());
    layer("conv", conv1x1(filters, 1)).layer("pool", averagePool(2, 2));
  }
}
