package cnnbook.models;

import static cnnbook.models.Layers.batchNorm;
import static cnnbook.models.Layers.conv;
import static cnnbook.models.Layers.conv3x3;

import ai.djl.nn.Block;

/**
 * The building block of ResNet-18 and -34, (N, C, H, W) → (N, filters, ⌈H / stride⌉, ⌈W / stride⌉):
 *
 * <pre>
 * x ─┬─ conv 3×3 ─ BN ─ ReLU ─ conv 3×3 ─ BN ─ + ─ ReLU
 *    └──────────────── shortcut ───────────────┘
 * </pre>
 *
 * <p>He, Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition", 2016, section 3.3 and
 * figure 5, left. The convolutions have no bias: the normalization behind them would cancel it.
 */
public final class BasicBlock extends ResidualBlock {
  private final Block conv1;
  private final Block bn1;
  private final Block conv2;
  private final Block bn2;

  /**
   * A block.
   *
   * @param filters channels of the result
   * @param stride of the first convolution and of the shortcut
   */
  public BasicBlock(int filters, int stride, Shortcut shortcut) {
    this(filters, stride, shortcut, null);
  }

  BasicBlock(int filters, int stride, Shortcut shortcut, Block squeeze) {
    this(conv3x3(filters, stride), conv3x3(filters, 1), shortcut);
    beside(shortcut.block(filters, stride), squeeze);
  }

  private BasicBlock(Block first, Block second, Shortcut shortcut) {
    super(shortcut);
    conv1 = child("conv1", first);
    bn1 = child("bn1", batchNorm());
    conv2 = child("conv2", second);
    bn2 = child("bn2", batchNorm());
  }

  /**
   * The same with biases, and nothing but a 1×1 convolution on a shortcut that changes the shape:
   * "Dive into Deep Learning", section 8.6.1.
   */
  static BasicBlock biased(int filters, int stride, boolean shapesDiffer) {
    BasicBlock block =
        new BasicBlock(
            conv(filters, 3, stride, 1),
            conv(filters, 3, 1, 1),
            Shortcut.PROJECTION.where(shapesDiffer));
    block.beside(shapesDiffer ? conv(filters, 1, stride, 0) : null, null);
    return block;
  }

  @Override
  public <T> T flow(Flow<T> f, T x) {
    T y = f.relu(f.run(bn1, f.run(conv1, x)));
    y = f.run(bn2, f.run(conv2, y));
    return f.relu(join(f, y, x));
  }

  @Override
  Block last() {
    return bn2;
  }
}
