package cnnbook.models;

import static cnnbook.models.Layers.batchNorm;
import static cnnbook.models.Layers.conv;
import static cnnbook.models.Layers.maxPool;
import static cnnbook.models.Layers.relu;

/**
 * The building block of VGG, (N, C, H, W) → (N, filters, ⌊H / 2⌋, ⌊W / 2⌋): 3×3 convolutions with
 * padding 1, each followed by ReLU, then a 2×2 max pool. Two of them see 5×5 pixels, three 7×7,
 * with fewer parameters than one such convolution and an activation in between.
 *
 * <p>Simonyan and Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition",
 * 2015, sections 2.1 and 2.3, columns of table 1.
 */
public final class VggBlock extends Chain {

  /**
   * A block as the paper has it.
   *
   * @param convolutions how many, at least 1
   * @param filters maps of each
   */
  public VggBlock(int convolutions, int filters) {
    this(convolutions, filters, false);
  }

  /**
   * A block.
   *
   * @param batchNorm whether each convolution is normalized before its ReLU
   */
  public VggBlock(int convolutions, int filters, boolean batchNorm) {
    NetworkBuilder.atLeastOne("convolutions", convolutions);
    for (int i = 0; i < convolutions; i++) {
      append(conv(filters, 3, 1, 1));
      if (batchNorm) {
        append(batchNorm());
      }
      append(relu());
    }
    append(maxPool(2, 2, 0));
  }
}
