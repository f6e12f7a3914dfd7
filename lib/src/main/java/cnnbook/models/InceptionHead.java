package cnnbook.models;

import static cnnbook.models.Layers.adaptiveAveragePool;
import static cnnbook.models.Layers.averagePool;
import static cnnbook.models.Layers.dense;
import static cnnbook.models.Layers.dropout;
import static cnnbook.models.Layers.flatten;

import ai.djl.nn.Block;

/**
 * An auxiliary head of GoogLeNet, (N, C, H, W) → logits (N, classes): average pool to 4×4, a 1×1
 * convolution, a dense layer with ReLU, dropout, a dense layer.
 *
 * <p>Szegedy and others, "Going Deeper with Convolutions", 2015, section 5. The paper's pool of
 * 5×5, stride 3, makes 4×4 of 14×14 alone; torchvision's is adaptive.
 */
final class InceptionHead extends Composite {
  private final Block pool;
  private final Block conv;
  private final Block flatten;
  private final Block fc1;
  private final Block dropout;
  private final Block fc2;

  /** A head of torchvision's, or the paper's, where filters and units are 128 and 1024. */
  InceptionHead(
      boolean adaptive, boolean batchNorm, int filters, int units, float rate, int classes) {
    pool = child("avgpool", adaptive ? adaptiveAveragePool(4, 4) : averagePool(5, 3));
    conv = child("conv", BasicConv.same(filters, 1, batchNorm));
    flatten = child("flatten", flatten());
    fc1 = child("fc1", dense(units));
    dropout = child("dropout", dropout(rate));
    fc2 = child("fc2", dense(classes));
  }

  @Override
  public <T> T flow(Flow<T> f, T x) {
    T y = f.run(flatten, f.run(conv, f.run(pool, x)));
    return f.run(fc2, f.run(dropout, f.relu(f.run(fc1, y))));
  }
}
