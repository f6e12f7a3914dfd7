package cnnbook.models;

import static cnnbook.models.Layers.adaptiveAveragePool;
import static cnnbook.models.Layers.dense;
import static cnnbook.models.Layers.dropout;
import static cnnbook.models.Layers.flatten;
import static cnnbook.models.Layers.relu;

import java.util.List;
import java.util.Map;

/**
 * VGG: five {@link VggBlock}s and three dense layers. Simonyan and Zisserman, "Very Deep
 * Convolutional Networks for Large-Scale Image Recognition", 2015, table 1, columns A (11), B (13),
 * D (16) and E (19).
 *
 * <table>
 * <caption>Stages for images of 224×224 pixels, without the batch</caption>
 * <tr><th>stage</th><th colspan="4">3×3 convolutions in VGG-11, 13, 16, 19</th><th>output</th></tr>
 * <tr><td>block 1, max pool</td><td>1</td><td>2</td><td>2</td><td>2</td><td>64×112×112</td></tr>
 * <tr><td>block 2, max pool</td><td>1</td><td>2</td><td>2</td><td>2</td><td>128×56×56</td></tr>
 * <tr><td>block 3, max pool</td><td>2</td><td>2</td><td>3</td><td>4</td><td>256×28×28</td></tr>
 * <tr><td>block 4, max pool</td><td>2</td><td>2</td><td>3</td><td>4</td><td>512×14×14</td></tr>
 * <tr><td>block 5, max pool</td><td>2</td><td>2</td><td>3</td><td>4</td><td>512×7×7</td></tr>
 * <tr><td>avgpool</td><td colspan="4">adaptive, for images of other sizes</td><td>512×7×7</td></tr>
 * <tr><td>classifier.0</td><td colspan="4">dense; ReLU; dropout</td><td>4096</td></tr>
 * <tr><td>classifier.3</td><td colspan="4">dense; ReLU; dropout</td><td>4096</td></tr>
 * <tr><td>classifier.6</td><td colspan="4">dense</td><td>classes</td></tr>
 * </table>
 *
 * <p>132,863,336, 133,047,848, 138,357,544 and 143,667,240 parameters for 1000 classes. The network
 * returns logits (N, classes). Names of layers are torchvision's: {@code features.N} counts the
 * layers of all blocks, ReLU and pooling too. Weights start as torchvision's do, {@link
 * Weighting#VGG}; {@link Weighting#NORMAL_001} is the paper's start.
 */
public final class Vgg {
  private static final List<Integer> FILTERS = List.of(64, 128, 256, 512, 512);
  private static final Map<Integer, List<Integer>> CONVOLUTIONS =
      Map.of(
          11, List.of(1, 1, 2, 2, 2),
          13, List.of(2, 2, 2, 2, 2),
          16, List.of(2, 2, 3, 3, 3),
          19, List.of(2, 2, 4, 4, 4));

  private Vgg() {}

  /**
   * A VGG for images of 224×224 pixels with three channels and 1000 classes.
   *
   * @param depth layers with weights: 11, 13, 16 or 19
   */
  public static Builder builder(int depth) {
    return new Builder(depth);
  }

  /** Collects what a VGG may vary in. */
  public static final class Builder extends NetworkBuilder<Builder> {
    private final int depth;
    private boolean normalized;
    private float rate = 0.5f;

    private Builder(int depth) {
      super(3, 224, 1000, Weighting.VGG);
      if (!CONVOLUTIONS.containsKey(depth)) {
        throw new IllegalArgumentException(
            "there is no VGG-%d: 11, 13, 16 and 19 are known".formatted(depth));
      }
      this.depth = depth;
    }

    /** Batch normalization between each convolution and its ReLU, as torchvision's; default off. */
    public Builder optBatchNorm(boolean isNormalized) {
      normalized = isNormalized;
      return this;
    }

    /** Dropout behind the first two dense layers, 0 ≤ rate &lt; 1; default 0.5 (section 3.1). */
    public Builder optDropout(double share) {
      rate = rate(share);
      return this;
    }

    @Override
    String name() {
      return "VGG-" + depth + (normalized ? " (BN)" : "");
    }

    @Override
    void fill(Network net) {
      net.layer("features", features())
          .layer("avgpool", adaptiveAveragePool(7, 7))
          .layer("flatten", flatten())
          .layer("classifier", classifier());
    }

    private Chain features() {
      Chain features = new Chain();
      for (int i = 0; i < FILTERS.size(); i++) {
        int convolutions = CONVOLUTIONS.get(depth).get(i);
        VggBlock block = new VggBlock(convolutions, wide(FILTERS.get(i)), normalized);
        block.parts().values().forEach(features::append);
      }
      return features;
    }

    private Chain classifier() {
      return Chain.of(
          dense(wide(4096)),
          relu(),
          dropout(rate),
          dense(wide(4096)),
          relu(),
          dropout(rate),
          dense(classes()));
    }
  }
}
