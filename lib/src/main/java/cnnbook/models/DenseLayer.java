package cnnbook.models;

import static cnnbook.models.Layers.batchNorm;
import static cnnbook.models.Layers.conv1x1;
import static cnnbook.models.Layers.conv3x3;
import static cnnbook.models.Layers.dropout;

import ai.djl.nn.Block;

/**
 * One layer of a dense block, (N, C, H, W) → (N, growth, H, W): BN, ReLU, a 1×1 convolution to
 * 4·growth maps, BN, ReLU, a 3×3 convolution to growth maps.
 *
 * <p>Huang, Liu, van der Maaten and Weinberger, "Densely Connected Convolutional Networks", 2017,
 * section 3, "Composite function" and "Bottleneck layers" (DenseNet-B).
 */
public final class DenseLayer extends Composite {
  private static final int BOTTLENECK = 4;

  private final Block norm1;
  private final Block conv1;
  private final Block norm2;
  private final Block conv2;
  private final Block dropout;

  /**
   * A layer.
   *
   * @param growth the maps that it adds, at least 1
   */
  public DenseLayer(int growth) {
    this(growth, 0);
  }

  DenseLayer(int growth, float rate) {
    norm1 = child("norm1", batchNorm());
    conv1 = child("conv1", conv1x1(BOTTLENECK * growth, 1));
    norm2 = child("norm2", batchNorm());
    conv2 = child("conv2", conv3x3(growth, 1));
    dropout = rate > 0 ? child("dropout", dropout(rate)) : null;
  }

  @Override
  public <T> T flow(Flow<T> f, T x) {
    T y = f.run(conv1, f.relu(f.run(norm1, x)));
    y = f.run(conv2, f.relu(f.run(norm2, y)));
    return dropout == null ? y : f.run(dropout, y);
  }
}
