package cnnbook.models;

import static cnnbook.models.Layers.batchNorm;
import static cnnbook.models.Layers.conv1x1;
import static cnnbook.models.Layers.conv3x3;

import ai.djl.nn.Block;

/**
 * The block of ResNet v2: normalization and activation come before each convolution, and nothing
 * stands behind the sum, so that the shortcuts of all blocks make one clear path:
 *
 * <pre>
 * x ─┬─ BN ─ ReLU ─ conv 3×3 ─ BN ─ ReLU ─ conv 3×3 ─ +
 *    └─────────────────── shortcut ───────────────────┘
 * </pre>
 *
 * <p>With three convolutions (1×1, 3×3, 1×1) it is the bottleneck of v2. A shortcut that changes
 * the shape starts behind the first activation, and a projection has no normalization of its own.
 * The first block of a network gets what a normalization and an activation have passed already, and
 * has none of its own before its first convolution. He, Zhang, Ren and Sun, "Identity Mappings in
 * Deep Residual Networks", 2016, section 4.1, figure 1b and, for first blocks, the appendix.
 */
public final class PreActBlock extends ResidualBlock {
  private final Block bn1;
  private final Block conv1;
  private final Block bn2;
  private final Block conv2;
  private final Block bn3;
  private final Block conv3;

  /**
   * A block of two 3×3 convolutions.
   *
   * @param filters channels of the result
   * @param stride of the first convolution and of the shortcut
   * @param first whether it is the network's first, whose input is normalized and activated already
   */
  public PreActBlock(int filters, int stride, Shortcut shortcut, boolean first) {
    super(shortcut);
    bn1 = first ? null : child("bn1", batchNorm());
    conv1 = child("conv1", conv3x3(filters, stride));
    bn2 = child("bn2", batchNorm());
    conv2 = child("conv2", conv3x3(filters, 1));
    bn3 = null;
    conv3 = null;
    beside(projection(filters, stride, shortcut), null);
  }

  /**
   * A bottleneck: 1×1 to the narrow channels, 3×3 with the stride, 1×1 to the result's.
   *
   * @param narrow channels of the 3×3 convolution
   * @param filters channels of the result
   * @param stride of the 3×3 convolution and of the shortcut
   * @param first whether it is the network's first, whose input is normalized and activated already
   */
  public PreActBlock(int narrow, int filters, int stride, Shortcut shortcut, boolean first) {
    super(shortcut);
    bn1 = first ? null : child("bn1", batchNorm());
    conv1 = child("conv1", conv1x1(narrow, 1));
    bn2 = child("bn2", batchNorm());
    conv2 = child("conv2", conv3x3(narrow, stride));
    bn3 = child("bn3", batchNorm());
    conv3 = child("conv3", conv1x1(filters, 1));
    beside(projection(filters, stride, shortcut), null);
  }

  @Override
  public <T> T flow(Flow<T> f, T x) {
    T active = bn1 == null ? x : f.relu(f.run(bn1, x));
    T y = f.run(conv1, active);
    y = f.run(conv2, f.relu(f.run(bn2, y)));
    if (conv3 != null) {
      y = f.run(conv3, f.relu(f.run(bn3, y)));
    }
    return join(f, y, changesShape() ? active : x);
  }

  @Override
  Block last() {
    return conv3 == null ? conv2 : conv3;
  }

  private static Block projection(int filters, int stride, Shortcut shortcut) {
    return shortcut == Shortcut.PROJECTION
        ? Chain.of(conv1x1(filters, stride))
        : shortcut.block(filters, stride);
  }
}
