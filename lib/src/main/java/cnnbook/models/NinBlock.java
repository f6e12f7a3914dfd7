package cnnbook.models;

import static cnnbook.models.Layers.conv;
import static cnnbook.models.Layers.relu;

/**
 * The building block of NiN, (N, C, H, W) → (N, filters, OH, OW): a k×k convolution and two 1×1
 * convolutions, each followed by ReLU. The 1×1 convolutions are a small perceptron that runs at
 * every pixel over its channels.
 *
 * <p>Lin, Chen and Yan, "Network In Network", 2014, section 3.1 and figure 1(b).
 */
public final class NinBlock extends Chain {

  /**
   * A block.
   *
   * @param filters maps of each of the three convolutions
   * @param kernel of the first
   * @param stride of the first
   * @param padding of the first, on each side
   */
  public NinBlock(int filters, int kernel, int stride, int padding) {
    append(conv(filters, kernel, stride, padding)).append(relu());
    append(conv(filters, 1, 1, 0)).append(relu());
    append(conv(filters, 1, 1, 0)).append(relu());
  }
}
