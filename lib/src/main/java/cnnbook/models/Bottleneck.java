package cnnbook.models;

import static cnnbook.models.Layers.batchNorm;
import static cnnbook.models.Layers.conv;
import static cnnbook.models.Layers.conv1x1;

import ai.djl.nn.Block;
import cnnbook.geometry.Window;

/**
 * The building block of ResNet-50, -101 and -152, (N, C, H, W) → (N, filters, ⌈H / stride⌉, ⌈W /
 * stride⌉):
 *
 * <pre>
 * x ─┬─ conv 1×1 ─ BN ─ ReLU ─ conv 3×3 ─ BN ─ ReLU ─ conv 1×1 ─ BN ─ + ─ ReLU
 *    └──────────────────────────── shortcut ──────────────────────────┘
 * </pre>
 *
 * <p>The first convolution narrows the maps, the last one widens them. He, Zhang, Ren and Sun,
 * "Deep Residual Learning for Image Recognition", 2016, section 4.1 and figure 5, right. The paper
 * strides the first 1×1 convolution (v1), which looks at a quarter of the pixels only; "v1.5", that
 * of torchvision, strides the 3×3. With groups it is the block of ResNeXt (Xie and others,
 * "Aggregated Residual Transformations", 2017, figure 3c).
 */
public final class Bottleneck extends ResidualBlock {
  private final Block conv1;
  private final Block bn1;
  private final Block conv2;
  private final Block bn2;
  private final Block conv3;
  private final Block bn3;

  /**
   * A block of v1.5.
   *
   * @param narrow channels of the 3×3 convolution
   * @param filters channels of the result; four times as many in the paper
   * @param stride of the 3×3 convolution and of the shortcut
   */
  public Bottleneck(int narrow, int filters, int stride, Shortcut shortcut) {
    this(narrow, filters, 1, 1, stride, shortcut, null);
  }

  /**
   * Any block: a stride in the first convolution is v1, in the second v1.5.
   *
   * @param groups into how many convolutions the 3×3 one is split
   */
  Bottleneck(
      int narrow,
      int filters,
      int groups,
      int firstStride,
      int secondStride,
      Shortcut shortcut,
      Block squeeze) {
    super(shortcut);
    Window window = Window.valid(3).padding(1).stride(secondStride);
    conv1 = child("conv1", conv1x1(narrow, firstStride));
    bn1 = child("bn1", batchNorm());
    conv2 = child("conv2", conv(narrow, window, groups, false));
    bn2 = child("bn2", batchNorm());
    conv3 = child("conv3", conv1x1(filters, 1));
    bn3 = child("bn3", batchNorm());
    beside(shortcut.block(filters, firstStride * secondStride), squeeze);
  }

  @Override
  public <T> T flow(Flow<T> f, T x) {
    T y = f.relu(f.run(bn1, f.run(conv1, x)));
    y = f.relu(f.run(bn2, f.run(conv2, y)));
    y = f.run(bn3, f.run(conv3, y));
    return f.relu(join(f, y, x));
  }

  @Override
  Block last() {
    return bn3;
  }
}
