package cnnbook.models;

import static cnnbook.models.Layers.dropout;
import static cnnbook.models.Layers.globalAveragePool;
import static cnnbook.models.Layers.maxPool;

/**
 * Network in network: four {@link NinBlock}s and no dense layer at all; the last block has one map
 * for each class, and the map's mean is the logit. Lin, Chen and Yan, "Network In Network", 2014,
 * section 3.3 and figure 2, with the sizes for large images of "Dive into Deep Learning", section
 * 8.3, which are AlexNet's.
 *
 * <table>
 * <caption>Stages for images of 224×224 pixels, without the batch</caption>
 * <tr><th>layer</th><th></th><th>output</th></tr>
 * <tr><td>block1</td><td>11×11, stride 4; 1×1; 1×1</td><td>96×54×54</td></tr>
 * <tr><td>pool1</td><td>max pool 3×3, stride 2</td><td>96×26×26</td></tr>
 * <tr><td>block2</td><td>5×5, padding 2; 1×1; 1×1</td><td>256×26×26</td></tr>
 * <tr><td>pool2</td><td>max pool 3×3, stride 2</td><td>256×12×12</td></tr>
 * <tr><td>block3</td><td>3×3, padding 1; 1×1; 1×1</td><td>384×12×12</td></tr>
 * <tr><td>pool3</td><td>max pool 3×3, stride 2</td><td>384×5×5</td></tr>
 * <tr><td>dropout, block4</td><td>3×3, padding 1; 1×1; 1×1</td><td>classes×5×5</td></tr>
 * <tr><td>avgpool</td><td>global average pool</td><td>classes</td></tr>
 * </table>
 *
 * <p>The network returns logits (N, classes), none below 0 because a ReLU is the last block's end.
 * That ReLU may die: a class whose map is 0 for every image gets no gradient any more. Weights
 * therefore start from {@link Weighting#NIN}.
 */
public final class NiN {
  private NiN() {}

  /** A NiN for images of 224×224 pixels with three channels and 1000 classes. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects what a NiN may vary in. */
  public static final class Builder extends NetworkBuilder<Builder> {
    private float rate = 0.5f;

    private Builder() {
      super(3, 224, 1000, Weighting.NIN);
    }

    /** Dropout before the last block, 0 ≤ rate &lt; 1; default 0.5. */
    public Builder optDropout(double share) {
      rate = rate(share);
      return this;
    }

    @Override
    String name() {
      return "NiN";
    }

    @Override
    void fill(Network net) {
      net.layer("block1", new NinBlock(wide(96), 11, 4, 0)).layer("pool1", maxPool(3, 2, 0));
      net.layer("block2", new NinBlock(wide(256), 5, 1, 2)).layer("pool2", maxPool(3, 2, 0));
      net.layer("block3", new NinBlock(wide(384), 3, 1, 1)).layer("pool3", maxPool(3, 2, 0));
      net.layer("dropout", dropout(rate)).layer("block4", new NinBlock(classes(), 3, 1, 1));
      net.layer("avgpool", globalAveragePool());
    }
  }
}
