package cnnbook.models;

import static cnnbook.models.Layers.averagePool;
import static cnnbook.models.Layers.batchNorm;
import static cnnbook.models.Layers.conv;
import static cnnbook.models.Layers.dense;
import static cnnbook.models.Layers.flatten;
import static cnnbook.models.Layers.maxPool;

import ai.djl.nn.Block;

/**
 * LeNet-5: two convolutions, each followed by a pooling layer, then three dense layers. After Y.
 * LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-Based Learning Applied to Document
 * Recognition", Proceedings of the IEEE 86(11), 1998, section II.B and figure 2, in the simplified
 * form of "Dive into Deep Learning", section 7.6 (every map of C3 sees all maps of S2, the pooling
 * has no weights, the sigmoid stands for the paper's scaled tanh, the output is a plain dense
 * layer).
 *
 * <p>For images of 28×28 pixels with one channel and 10 classes:
 *
 * <table>
 * <caption>Shapes (without the batch) and parameters</caption>
 * <tr><th>paper</th><th>layer</th><th>output</th><th>parameters</th></tr>
 * <tr><td>C1</td><td>conv1: 5×5, padding 2</td><td>6×28×28</td><td>156</td></tr>
 * <tr><td>S2</td><td>pool1: 2×2, stride 2</td><td>6×14×14</td><td>0</td></tr>
 * <tr><td>C3</td><td>conv2: 5×5</td><td>16×10×10</td><td>2,416</td></tr>
 * <tr><td>S4</td><td>pool2: 2×2, stride 2</td><td>16×5×5</td><td>0</td></tr>
 * <tr><td></td><td>flatten</td><td>400</td><td>0</td></tr>
 * <tr><td>C5</td><td>dense1</td><td>120</td><td>48,120</td></tr>
 * <tr><td>F6</td><td>dense2</td><td>84</td><td>10,164</td></tr>
 * <tr><td>output</td><td>dense3</td><td>10</td><td>850</td></tr>
 * <tr><td></td><td></td><td>total</td><td>61,706</td></tr>
 * </table>
 *
 * <p>An activation follows conv1, conv2, dense1 and dense2. The network returns logits (N,
 * classes): softmax belongs to the loss. Images need at least 12×12 pixels. Weights start from
 * Xavier's uniform distribution ({@link Weighting#XAVIER_UNIFORM}).
 */
public final class LeNet {
  private LeNet() {}

  /** The form of 1998, sigmoid and average pooling: one input channel, 10 classes. */
  public static Network classic() {
    return builder().build();
  }

  /** The modern form, ReLU and max-pooling: one input channel, 10 classes. */
  public static Network modern() {
    return builder().optModern(true).build();
  }

  /**
   * The form of 1998 with batch normalization before each sigmoid: 62,158 weights that are learned.
   * "Dive into Deep Learning", section 8.5.
   */
  public static Network batchNormalized() {
    return builder().optBatchNorm(true).build();
  }

  /** A LeNet of other channels, classes or activation. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects what a LeNet may vary in. */
  public static final class Builder extends NetworkBuilder<Builder> {
    private boolean relu;
    private boolean maxPool;
    private boolean normalized;

    private Builder() {
      super(1, 28, 10, Weighting.XAVIER_UNIFORM);
    }

    /** ReLU and max-pooling instead of sigmoid and average pooling; default false. */
    public Builder optModern(boolean isModern) {
      return optRelu(isModern).optMaxPool(isModern);
    }

    /** ReLU instead of the sigmoid; default false. */
    public Builder optRelu(boolean isRelu) {
      relu = isRelu;
      return this;
    }

    /** Max-pooling instead of average pooling; default false. */
    public Builder optMaxPool(boolean isMaximum) {
      maxPool = isMaximum;
      return this;
    }

    /** Batch normalization between each layer and its activation; default false. */
    public Builder optBatchNorm(boolean isNormalized) {
      normalized = isNormalized;
      return this;
    }

    @Override
    String name() {
      return "LeNet (%s%s)".formatted(form(), normalized ? ", BN" : "");
    }

    private String form() {
      if (relu == maxPool) {
        return relu ? "modern" : "1998";
      }
      return relu ? "1998, ReLU" : "1998, max pool";
    }

    @Override
    void fill(Network net) {
      activated(net, 1, "conv1", conv(wide(6), 5, 1, 2));
      net.layer("pool1", maxPool ? maxPool(2, 2, 0) : averagePool(2, 2));
      activated(net, 2, "conv2", conv(wide(16), 5, 1, 0));
      net.layer("pool2", maxPool ? maxPool(2, 2, 0) : averagePool(2, 2));
      net.layer("flatten", flatten());
      activated(net, 3, "dense1", dense(wide(120)));
      activated(net, 4, "dense2", dense(wide(84)));
      net.layer("dense3", dense(classes()));
    }

    private void activated(Network net, int number, String name, Block layer) {
      net.layer(name, layer);
      if (normalized) {
        net.layer("bn" + number, batchNorm());
      }
      net.layer("activation" + number, relu ? Layers.relu() : Layers.sigmoid());
    }
  }
}
