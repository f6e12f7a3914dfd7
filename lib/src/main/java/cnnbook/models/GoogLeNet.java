package cnnbook.models;

import static cnnbook.models.Layers.dense;
import static cnnbook.models.Layers.dropout;
import static cnnbook.models.Layers.globalAveragePool;
import static cnnbook.models.Layers.maxPool;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import cnnbook.geometry.Window;

/**
 * GoogLeNet: nine {@link Inception} modules and one dense layer. Szegedy and others, "Going Deeper
 * with Convolutions", 2015, section 5, table 1 and figure 3, without the local response
 * normalization.
 *
 * <table>
 * <caption>Stages for images of 224×224 pixels, without the batch</caption>
 * <tr><th>layer</th><th></th><th>output</th></tr>
 * <tr><td>conv1</td><td>7×7, stride 2</td><td>64×112×112</td></tr>
 * <tr><td>maxpool1</td><td>3×3, stride 2</td><td>64×56×56</td></tr>
 * <tr><td>conv2, conv3</td><td>1×1; 3×3</td><td>192×56×56</td></tr>
 * <tr><td>maxpool2</td><td>3×3, stride 2</td><td>192×28×28</td></tr>
 * <tr><td>inception3a</td><td></td><td>256×28×28</td></tr>
 * <tr><td>inception3b</td><td></td><td>480×28×28</td></tr>
 * <tr><td>maxpool3</td><td>3×3, stride 2</td><td>480×14×14</td></tr>
 * <tr><td>inception4a, 4b, 4c</td><td></td><td>512×14×14</td></tr>
 * <tr><td>inception4d</td><td></td><td>528×14×14</td></tr>
 * <tr><td>inception4e</td><td></td><td>832×14×14</td></tr>
 * <tr><td>maxpool4</td><td>3×3 (torchvision 2×2), stride 2</td><td>832×7×7</td></tr>
 * <tr><td>inception5a</td><td></td><td>832×7×7</td></tr>
 * <tr><td>inception5b</td><td></td><td>1024×7×7</td></tr>
 * <tr><td>avgpool, dropout</td><td>global average pool</td><td>1024</td></tr>
 * <tr><td>fc</td><td>dense</td><td>classes</td></tr>
 * </table>
 *
 * <p>The pools round sizes up: an unfilled last window counts. There are three variants, with this
 * many parameters for 1000 classes without auxiliary heads:
 *
 * <table>
 * <caption>Variants</caption>
 * <tr><th></th><th>third path</th><th>convolutions</th><th>parameters</th></tr>
 * <tr><td>{@link #builder}: torchvision's</td><td>3×3</td><td>BN</td><td>6,624,904</td></tr>
 * <tr><td>{@link #paper}</td><td>5×5</td><td>biases</td><td>6,998,552</td></tr>
 * <tr><td>{@link #paperBatchNormalized}</td><td>5×5</td><td>BN</td><td>7,005,832</td></tr>
 * </table>
 *
 * <p>The network returns logits (N, classes), with {@linkplain Builder#optAuxiliary auxiliary
 * heads} three in training. Names of layers are torchvision's.
 */
public final class GoogLeNet {
  /** A parameter that weights with auxiliary heads have, and only those. */
  static final String HEAD_BIAS = "aux1.fc2.bias";

  private GoogLeNet() {}

  /**
   * torchvision's variant, the one that takes its weights: BN with ε 0.001, and 3×3 where the paper
   * has 5×5. Three channels, 224×224 pixels, 1000 classes; weights start from {@link
   * Weighting#GOOGLENET}.
   */
  public static Builder builder() {
    return new Builder(false, true, Weighting.GOOGLENET);
  }

  /**
   * The paper's variant, whose convolutions have biases. The paper does not say how its weights
   * start; without BN the network does not learn from too small ones, so here it is {@link
   * Weighting#XAVIER_UNIFORM}.
   */
  public static Builder paper() {
    return new Builder(true, false, Weighting.XAVIER_UNIFORM);
  }

  /** The paper's kernels with BN; weights start from {@link Weighting#GOOGLENET}. */
  public static Builder paperBatchNormalized() {
    return new Builder(true, true, Weighting.GOOGLENET);
  }

  /** Collects what a GoogLeNet may vary in. */
  public static final class Builder extends NetworkBuilder<Builder> {
    private final boolean paper;
    private final boolean normalized;
    private boolean auxiliary;
    private boolean paddedPools;
    private boolean transformed;
    private float rate;
    private float headRate = 0.7f;

    private Builder(boolean paper, boolean normalized, Weighting weighting) {
      super(3, 224, 1000, weighting);
      this.paper = paper;
      this.normalized = normalized;
      this.rate = paper ? 0.4f : 0.2f;
    }

    /**
     * Two more heads, for training: behind inception4a ({@code aux1}) and inception4d ({@code
     * aux2}); default none. In training, the results are the main logits, those of 4a, those of 4d;
     * in inference the main logits alone. The paper adds the heads' losses times 0.3 each. The
     * order of torchvision's results is the same, though their second is called aux_logits2.
     */
    public Builder optAuxiliary(boolean isOn) {
      auxiliary = isOn;
      return this;
    }

    /**
     * Whether images that were normalized with ImageNet's mean and deviation of each channel, (x −
     * mean) / deviation, are first brought to (x − 0.5) / 0.5; default false. torchvision's
     * pretrained weights were trained on the latter: load them with true. Only for three channels,
     * red, green, blue.
     */
    public Builder optTransformInput(boolean isOn) {
      transformed = isOn;
      return this;
    }

    /**
     * Whether the pools pad by 1 and leave out an unfilled last window, as in "Dive into Deep
     * Learning", section 8.4, instead of counting it; default false.
     */
    public Builder optPaddedPools(boolean isOn) {
      paddedPools = isOn;
      return this;
    }

    /** Dropout before fc, 0 ≤ rate &lt; 1; default the paper's 0.4, torchvision's 0.2. */
    public Builder optDropout(double share) {
      rate = rate(share);
      return this;
    }

    /** Dropout before the heads' last layers, 0 ≤ rate &lt; 1; default 0.7. */
    public Builder optAuxiliaryDropout(double share) {
      headRate = rate(share);
      return this;
    }

    @Override
    String name() {
      return "GoogLeNet" + (paper ? " (paper%s)".formatted(normalized ? ", BN" : "") : "");
    }

    @Override
    void fill(Network net) {
      if (transformed) {
        net.layer("transform_input", transformInput(net.input().get(1)));
      }
      net.layer("conv1", new BasicConv(wide(64), Window.valid(7).stride(2).padding(3), normalized))
          .layer("maxpool1", pool(3))
          .layer("conv2", BasicConv.same(wide(64), 1, normalized))
          .layer("conv3", BasicConv.same(wide(192), 3, normalized))
          .layer("maxpool2", pool(3));
      modules(net);
      if (auxiliary) {
        net.head("inception4a", "aux1", head()).head("inception4d", "aux2", head());
      }
      net.layer("avgpool", globalAveragePool());
      if (rate > 0) {
        net.layer("dropout", dropout(rate));
      }
      net.layer("fc", dense(classes()));
    }

    private void modules(Network net) {
      net.layer("inception3a", inception(64, 96, 128, 16, 32, 32))
          .layer("inception3b", inception(128, 128, 192, 32, 96, 64))
          .layer("maxpool3", pool(3))
          .layer("inception4a", inception(192, 96, 208, 16, 48, 64))
          .layer("inception4b", inception(160, 112, 224, 24, 64, 64))
          .layer("inception4c", inception(128, 128, 256, 24, 64, 64))
          .layer("inception4d", inception(112, 144, 288, 32, 64, 64))
          .layer("inception4e", inception(256, 160, 320, 32, 128, 128))
          .layer("maxpool4", pool(paper ? 3 : 2))
          .layer("inception5a", inception(256, 160, 320, 32, 128, 128))
          .layer("inception5b", inception(384, 192, 384, 48, 128, 128));
    }

    /** A row of the paper's table 1. */
    private Inception inception(int m1, int reduce3, int m3, int reduce5, int m5, int mPool) {
      var maps =
          new Inception.Maps(
              wide(m1), wide(reduce3), wide(m3), wide(reduce5), wide(m5), wide(mPool));
      return new Inception(maps, paper ? 5 : 3, normalized);
    }

    private Block head() {
      return new InceptionHead(!paper, normalized, wide(128), wide(1024), headRate, classes());
    }

    private Block pool(int kernel) {
      Window window = Window.valid(kernel).stride(2);
      return maxPool(paddedPools ? window.padding(1) : window.ceil());
    }

    private static Block transformInput(long channels) {
      if (channels != 3) {
        throw new IllegalArgumentException(
            "the transformation of the input is for 3 channels (red, green, blue), not "
                + channels);
      }
      return new Step("from ImageNet's deviations to −1 … 1", shape -> shape, Builder::transform);
    }

    private static NDArray transform(NDArray x) {
      Shape channels = new Shape(1, 3, 1, 1);
      float[] scale = {0.229f / 0.5f, 0.224f / 0.5f, 0.225f / 0.5f};
      float[] shift = {(0.485f - 0.5f) / 0.5f, (0.456f - 0.5f) / 0.5f, (0.406f - 0.5f) / 0.5f};
      return x.mul(x.getManager().create(scale, channels))
          .add(x.getManager().create(shift, channels));
    }
  }
}
