package cnnbook.models;

import static cnnbook.models.Layers.batchNorm;
import static cnnbook.models.Layers.conv;
import static cnnbook.models.Layers.conv3x3;
import static cnnbook.models.Layers.maxPool;
import static cnnbook.models.Layers.relu;

import ai.djl.nn.Block;
import cnnbook.geometry.Window;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Residual networks for large images. He, Zhang, Ren and Sun, "Deep Residual Learning for Image
 * Recognition", 2016, table 1; those for small images are {@link CifarResNet}s.
 *
 * <table>
 * <caption>Stages for images of 224×224 pixels, without the batch</caption>
 * <tr><th>layer</th><th>output, 18 and 34</th><th>output, 50 and more</th></tr>
 * <tr><td>conv1: 7×7, stride 2; maxpool: 3×3, stride 2</td><td>64×56×56</td><td>64×56×56</td></tr>
 * <tr><td>layer1</td><td>64×56×56</td><td>256×56×56</td></tr>
 * <tr><td>layer2</td><td>128×28×28</td><td>512×28×28</td></tr>
 * <tr><td>layer3</td><td>256×14×14</td><td>1024×14×14</td></tr>
 * <tr><td>layer4</td><td>512×7×7</td><td>2048×7×7</td></tr>
 * <tr><td>avgpool, fc</td><td>classes</td><td>classes</td></tr>
 * </table>
 *
 * <p>The number in the name counts convolutions and the dense layer, not the shortcuts'
 * projections: 18 = 1 + 2·(2 + 2 + 2 + 2) + 1; 50 = 1 + 3·(3 + 4 + 6 + 3) + 1. Names of layers are
 * torchvision's.
 */
public final class ResNet {
  private static final Map<Integer, List<Integer>> BLOCKS =
      Map.of(
          18, List.of(2, 2, 2, 2),
          34, List.of(3, 4, 6, 3),
          50, List.of(3, 4, 6, 3),
          101, List.of(3, 4, 23, 3),
          152, List.of(3, 8, 36, 3));

  private ResNet() {}

  /** Which convolution strides, and where the activations stand. */
  public enum Version {
    /** The paper's: the bottleneck's first 1×1 convolution strides. */
    V1,
    /** torchvision's: the 3×3 strides. For basic blocks the same as V1. */
    V1_5,
    /** Pre-activation; see {@link PreActBlock}. */
    V2
  }

  /**
   * A ResNet.
   *
   * @param depth 18, 34, 50, 101 or 152
   */
  public static Builder builder(int depth) {
    return new Builder(depth);
  }

  /** ResNeXt-50 (32×4d): Xie and others, "Aggregated Residual Transformations", 2017, table 1. */
  public static Builder resNeXt50() {
    return builder(50).optGroups(32, 4);
  }

  /** Wide ResNet-50-2: Zagoruyko and Komodakis, "Wide Residual Networks", 2016, section 2.2. */
  public static Builder wideResNet50() {
    return builder(50).optGroups(1, 128);
  }

  /** Collects what a ResNet may vary in. */
  public static final class Builder extends ResidualBuilder<Builder> {
    private final int depth;
    private Version version = Version.V1_5;
    private int groups = 1;
    private int groupWidth = 64;
    private boolean squeeze;
    private boolean smallImages;

    private Builder(int depth) {
      super(3, 224, 1000, Weighting.RESNET);
      if (!BLOCKS.containsKey(depth)) {
        throw new IllegalArgumentException(
            "there is no ResNet-%d: 18, 34, 50, 101 and 152 are known".formatted(depth));
      }
      this.depth = depth;
    }

    /** Default {@link Version#V1_5}. */
    public Builder optVersion(Version which) {
      version = Objects.requireNonNull(which, "version");
      return this;
    }

    /**
     * Groups of the bottleneck's 3×3 convolution and the channels of each in the first stage;
     * default 1 and 64. Only for depth 50 and more, not for V2.
     */
    public Builder optGroups(int count, int channels) {
      groups = atLeastOne("groups", count);
      groupWidth = atLeastOne("channels of a group", channels);
      return this;
    }

    /**
     * Whether images are so small that all of their pixels are kept for the first stage: a 3×3
     * convolution in front, in place of the 7×7 one with stride 2 and the pool; default false.
     */
    public Builder optSmallImages(boolean isOn) {
      smallImages = isOn;
      return this;
    }

    /** Each block weighs its maps before the sum; see {@link SqueezeExcite}. Not for V2. */
    public Builder optSqueezeExcite(boolean isOn) {
      squeeze = isOn;
      return this;
    }

    @Override
    String name() {
      String variant =
          groups > 1
              ? "ResNeXt-%d (%d×%dd)".formatted(depth, groups, groupWidth)
              : (groupWidth == 128 ? "Wide ResNet-%d-2" : "ResNet-%d").formatted(depth);
      String which =
          switch (version) {
            case V1 -> " v1";
            case V1_5 -> "";
            case V2 -> " v2";
          };
      return (squeeze ? "SE-" : "") + variant + which;
    }

    @Override
    void fill(Network net) {
      requirePossible();
      Window window = Window.valid(7).stride(2).padding(3);
      net.layer("conv1", smallImages ? conv3x3(wide(64), 1) : conv(wide(64), window, 1, false))
          .layer("bn1", batchNorm())
          .layer("relu", relu());
      if (!smallImages) {
        net.layer("maxpool", maxPool(3, 2, 1));
      }
      for (int stage = 0; stage < 4; stage++) {
        net.layer("layer" + (stage + 1), stage(stage));
      }
      finish(net, version == Version.V2);
    }

    private Chain stage(int stage) {
      Chain blocks = new Chain();
      int count = BLOCKS.get(depth).get(stage);
      for (int i = 0; i < count; i++) {
        int stride = i == 0 && stage > 0 ? 2 : 1;
        boolean differs = i == 0 && (stage > 0 || bottleneck());
        Shortcut shortcut = Shortcut.PROJECTION.where(differs);
        blocks.layer(String.valueOf(i), block(64 << stage, stride, shortcut, stage == 0 && i == 0));
      }
      return blocks;
    }

    private ResidualBlock block(int base, int stride, Shortcut shortcut, boolean opening) {
      int filters = wide(bottleneck() ? 4 * base : base);
      int narrow = groups * wide(base * groupWidth / 64);
      if (version == Version.V2) {
        return bottleneck()
            ? new PreActBlock(narrow, filters, stride, shortcut, opening)
            : new PreActBlock(filters, stride, shortcut, opening);
      }
      Block se = squeeze ? new SqueezeExcite(filters, 16) : null;
      if (!bottleneck()) {
        return new BasicBlock(filters, stride, shortcut, se);
      }
      boolean first = version == Version.V1;
      return new Bottleneck(
          narrow, filters, groups, first ? stride : 1, first ? 1 : stride, shortcut, se);
    }

    private boolean bottleneck() {
      return depth >= 50;
    }

    private void requirePossible() {
      if ((groups > 1 || groupWidth != 64) && (!bottleneck() || version == Version.V2)) {
        throw new IllegalArgumentException(
            name() + ": groups and their width belong to bottlenecks of v1 and v1.5");
      }
      if (version == Version.V2 && squeeze) {
        throw new IllegalArgumentException(
            name() + ": squeeze-and-excitation belongs to v1 and v1.5");
      }
    }
  }
}
