package cnnbook.models;

import static cnnbook.models.Layers.batchNorm;
import static cnnbook.models.Layers.conv3x3;
import static cnnbook.models.Layers.relu;

import java.util.Objects;

/**
 * Residual networks for small images, and the plain networks that they are compared with. He,
 * Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition", 2016, section 4.2.
 *
 * <table>
 * <caption>Layers for images of 32×32 pixels, without the batch; n blocks a stage</caption>
 * <tr><th>layer</th><th>output</th><th>convolutions</th></tr>
 * <tr><td>conv1: 3×3</td><td>16×32×32</td><td>1</td></tr>
 * <tr><td>layer1</td><td>16×32×32</td><td>2n</td></tr>
 * <tr><td>layer2</td><td>32×16×16</td><td>2n</td></tr>
 * <tr><td>layer3</td><td>64×8×8</td><td>2n</td></tr>
 * <tr><td>avgpool, fc</td><td>classes</td><td>(1 dense)</td></tr>
 * </table>
 *
 * <p>The depth is 6n + 2. With the default shortcuts, option A, which have no parameters, a
 * residual network has exactly the weights of its plain twin ({@link Shortcut#NONE}): 269,722 with
 * 20 layers. Weights start from {@link Weighting#HE_NORMAL}, the paper's reference [13].
 */
public final class CifarResNet {
  private static final int STAGES = 3;

  private CifarResNet() {}

  /**
   * A network of 6n + 2 layers, for 3×32×32 images and 10 classes.
   *
   * @param depth 8, 14, 20, …; the paper has 20, 32, 44, 56, 110 and 1202
   * @throws IllegalArgumentException if depth is not 6n + 2 with n ≥ 1
   */
  public static Builder builder(int depth) {
    return new Builder(depth);
  }

  /** Collects what such a network may vary in. */
  public static final class Builder extends ResidualBuilder<Builder> {
    private final int depth;
    private Shortcut shortcut = Shortcut.ZERO_PADDED;
    private boolean preActivation;

    private Builder(int depth) {
      super(3, 32, 10, Weighting.HE_NORMAL);
      if (depth < 8 || depth % 6 != 2) {
        throw new IllegalArgumentException(
            "depth must be 6n + 2 with n at least 1 (8, 14, 20, …), not " + depth);
      }
      this.depth = depth;
    }

    /**
     * What goes around a block: {@link Shortcut#ZERO_PADDED} (option A, default), {@link
     * Shortcut#PROJECTION} where shapes differ (option B), {@link Shortcut#NONE} (plain).
     *
     * @throws IllegalArgumentException if it is {@link Shortcut#IDENTITY}: shapes change between
     *     stages
     */
    public Builder optShortcut(Shortcut how) {
      if (how == Shortcut.IDENTITY) {
        throw new IllegalArgumentException(
            "IDENTITY does not fit between stages: take ZERO_PADDED, which is the identity elsewhere");
      }
      shortcut = Objects.requireNonNull(how, "shortcut");
      return this;
    }

    /** Whether blocks are {@link PreActBlock}s, those of v2; default false. */
    public Builder optPreActivation(boolean isOn) {
      preActivation = isOn;
      return this;
    }

    @Override
    String name() {
      String option = shortcut == Shortcut.PROJECTION ? " B" : "";
      String kind = shortcut == Shortcut.NONE ? "plain" : "ResNet";
      return "%s-%d%s%s".formatted(kind, depth, option, preActivation ? " v2" : "");
    }

    @Override
    void fill(Network net) {
      if (zeroLast() && shortcut == Shortcut.NONE) {
        throw new IllegalArgumentException(
            name() + ": blocks that begin with 0 need shortcuts, or nothing gets through them");
      }
      net.layer("conv1", conv3x3(wide(16), 1)).layer("bn1", batchNorm()).layer("relu", relu());
      for (int stage = 0; stage < STAGES; stage++) {
        net.layer("layer" + (stage + 1), stage(stage));
      }
      finish(net, preActivation);
    }

    private Chain stage(int stage) {
      Chain blocks = new Chain();
      int filters = wide(16 << stage);
      for (int i = 0; i < (depth - 2) / (2 * STAGES); i++) {
        boolean narrows = i == 0 && stage > 0;
        Shortcut around = shortcut.where(narrows);
        int stride = narrows ? 2 : 1;
        blocks.layer(
            String.valueOf(i),
            preActivation
                ? new PreActBlock(filters, stride, around, stage == 0 && i == 0)
                : new BasicBlock(filters, stride, around));
      }
      return blocks;
    }
  }
}
