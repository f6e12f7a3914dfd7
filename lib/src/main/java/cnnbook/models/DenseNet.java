package cnnbook.models;

import static cnnbook.models.Layers.batchNorm;
import static cnnbook.models.Layers.conv;
import static cnnbook.models.Layers.conv3x3;
import static cnnbook.models.Layers.dense;
import static cnnbook.models.Layers.globalAveragePool;
import static cnnbook.models.Layers.maxPool;
import static cnnbook.models.Layers.relu;

import cnnbook.geometry.Window;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Densely connected networks: {@link DenseBlock}s with {@link Transition}s between them. Huang,
 * Liu, van der Maaten and Weinberger, "Densely Connected Convolutional Networks", 2017, table 1
 * (DenseNet-BC: bottlenecks, and transitions that halve the maps), growth rate 32.
 *
 * <table>
 * <caption>Stages for images of 224×224 pixels, without the batch</caption>
 * <tr><th>stage</th><th colspan="3">layers in DenseNet-121, 169, 201</th>
 *     <th>output (121, 169, 201)</th></tr>
 * <tr><td>conv0, norm0, relu0</td><td colspan="3">7×7, stride 2</td><td>64×112×112</td></tr>
 * <tr><td>pool0</td><td colspan="3">max pool 3×3, stride 2</td><td>64×56×56</td></tr>
 * <tr><td>denseblock1</td><td>6</td><td>6</td><td>6</td><td>256×56×56</td></tr>
 * <tr><td>transition1</td><td colspan="3">1×1, average pool 2×2</td><td>128×28×28</td></tr>
 * <tr><td>denseblock2</td><td>12</td><td>12</td><td>12</td><td>512×28×28</td></tr>
 * <tr><td>transition2</td><td colspan="3">1×1, average pool 2×2</td><td>256×14×14</td></tr>
 * <tr><td>denseblock3</td><td>24</td><td>32</td><td>48</td><td>1024, 1280, 1792×14×14</td></tr>
 * <tr><td>transition3</td><td colspan="3">1×1, average pool 2×2</td>
 *     <td>512, 640, 896×7×7</td></tr>
 * <tr><td>denseblock4, norm5, relu</td><td>16</td><td>32</td><td>32</td>
 *     <td>1024, 1664, 1920×7×7</td></tr>
 * <tr><td>avgpool</td><td colspan="3">global average pool</td><td>1024, 1664, 1920</td></tr>
 * <tr><td>classifier</td><td colspan="3">dense</td><td>classes</td></tr>
 * </table>
 *
 * <p>7,978,856, 14,149,480 and 20,013,928 parameters for 1000 classes. The number in the name
 * counts convolutions and the dense layer: 121 = 1 + 2·(6 + 12 + 24 + 16) + 3 + 1. The network
 * returns logits (N, classes). Names of layers are torchvision's, within {@code features}. Weights
 * start as torchvision's do, {@link Weighting#DENSENET}.
 */
public final class DenseNet {
  private static final Map<Integer, List<Integer>> LAYERS =
      Map.of(
          121, List.of(6, 12, 24, 16),
          169, List.of(6, 12, 32, 32),
          201, List.of(6, 12, 48, 32));

  private DenseNet() {}

  /**
   * A DenseNet for images of 224×224 pixels with three channels and 1000 classes.
   *
   * @param depth 121, 169 or 201
   */
  public static Builder builder(int depth) {
    if (!LAYERS.containsKey(depth)) {
      throw new IllegalArgumentException(
          "there is no DenseNet-%d: 121, 169 and 201 are known".formatted(depth));
    }
    return new Builder(LAYERS.get(depth));
  }

  /** Collects what a DenseNet may vary in. */
  public static final class Builder extends NetworkBuilder<Builder> {
    private List<Integer> layers;
    private int growth = 32;
    private boolean smallImages;
    private float rate;

    private Builder(List<Integer> layers) {
      super(3, 224, 1000, Weighting.DENSENET);
      this.layers = layers;
    }

    /** The maps that each layer adds, at least 1; default 32. The first stage has twice as many. */
    public Builder optGrowth(int maps) {
      growth = atLeastOne("growth", maps);
      return this;
    }

    /** Layers of each dense block, at least 1; as many blocks as numbers, at least one. */
    public Builder optBlocks(int... counts) {
      atLeastOne("dense blocks", counts.length);
      layers = IntStream.of(counts).mapToObj(count -> atLeastOne("layers", count)).toList();
      return this;
    }

    /**
     * Whether images are so small that all of their pixels are kept for the first block: a 3×3
     * convolution in front, in place of the 7×7 one with stride 2 and the pool; default false. The
     * paper's networks for CIFAR begin so (section 3, "Implementation Details"); they have three
     * blocks.
     */
    public Builder optSmallImages(boolean isOn) {
      smallImages = isOn;
      return this;
    }

    /**
     * Dropout behind each 3×3 convolution, 0 ≤ rate &lt; 1; default 0. The paper has 0.2 where it
     * does without augmentation (section 4.2).
     */
    public Builder optDropout(double share) {
      rate = rate(share);
      return this;
    }

    @Override
    String name() {
      int blocks = layers.size();
      int inBlocks = layers.stream().mapToInt(Integer::intValue).sum();
      return "DenseNet-" + (1 + 2 * inBlocks + (blocks - 1) + 1);
    }

    @Override
    void fill(Network net) {
      net.layer("features", features())
          .layer("relu", relu())
          .layer("avgpool", globalAveragePool())
          .layer("classifier", dense(classes()));
    }

    private Chain features() {
      int grown = wide(growth);
      int maps = 2 * grown;
      Chain features = stem(maps);
      for (int i = 1; i <= layers.size(); i++) {
        int count = layers.get(i - 1);
        features.layer("denseblock" + i, new DenseBlock(count, grown, rate));
        maps += count * grown;
        if (i < layers.size()) {
          maps = maps / 2;
          features.layer("transition" + i, new Transition(maps));
        }
      }
      return features.layer("norm5", batchNorm());
    }

    private Chain stem(int maps) {
      Window window = Window.valid(7).stride(2).padding(3);
      Chain stem =
          new Chain()
              .layer("conv0", smallImages ? conv3x3(maps, 1) : conv(maps, window, 1, false))
              .layer("norm0", batchNorm())
              .layer("relu0", relu());
      return smallImages ? stem : stem.layer("pool0", maxPool(3, 2, 1));
    }
  }
}
