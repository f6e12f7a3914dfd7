package cnnbook.models;

import static cnnbook.models.Layers.averagePool;
import static cnnbook.models.Layers.batchNorm;
import static cnnbook.models.Layers.conv;
import static cnnbook.models.Layers.dense;
import static cnnbook.models.Layers.dropout;
import static cnnbook.models.Layers.flatten;
import static cnnbook.models.Layers.globalAveragePool;
import static cnnbook.models.Layers.maxPool;
import static cnnbook.models.Layers.relu;

import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import java.util.function.BiConsumer;

/**
 * The networks that "Dive into Deep Learning" (Zhang, Lipton, Li and Smola, 2023, chapters 7 and 8,
 * PyTorch edition) trains on Fashion-MNIST: images of one channel, 10 classes. They differ from
 * those of the papers, which the other classes build: every convolution has a bias, and some layers
 * are left out.
 *
 * <p>Weights start from {@link Weighting#XAVIER_UNIFORM} as in the book, biases from 0 (there: from
 * PyTorch's small uniform distribution).
 */
public final class D2l {
  private static final int CLASSES = 10;

  private D2l() {}

  /** Section 7.6: LeNet with sigmoids and average pooling, 1×28×28 images, 61,706 weights. */
  public static LeNet.Builder leNet() {
    return LeNet.builder();
  }

  /** Section 8.5: LeNet with batch normalization, 1×28×28 images, 62,158 weights. */
  public static LeNet.Builder leNetBatchNormalized() {
    return LeNet.builder().optBatchNorm(true);
  }

  /** Section 8.1: AlexNet, 1×224×224 images, 46,764,746 weights. */
  public static Builder alexNet() {
    return new Builder("D2L AlexNet", 224, D2l::fillAlexNet);
  }

  /** Section 8.2: VGG-11 at the paper's width, 1×224×224 images, 128,806,154 weights. */
  public static Builder vgg11() {
    return new Builder("D2L VGG-11", 224, (b, net) -> fillVgg11(b, net, 64));
  }

  /**
   * VGG-11 with a quarter of the maps and the dense layers as they are, 43,093,322 weights: what
   * the book trains.
   */
  public static Builder vgg11Quarter() {
    return new Builder("D2L VGG-11 (maps ÷ 4)", 224, (b, net) -> fillVgg11(b, net, 16));
  }

  /** Section 8.3: NiN, 1×224×224 images, 1,992,166 weights. */
  public static NiN.Builder niN() {
    return NiN.builder().optChannels(1).optClasses(CLASSES).optWeighting(Weighting.XAVIER_UNIFORM);
  }

  /**
   * Section 8.4: GoogLeNet without batch normalization, dropout and auxiliary heads, 1×96×96
   * images, 5,977,530 weights. Its pools pad.
   */
  public static GoogLeNet.Builder googLeNet() {
    return GoogLeNet.paper()
        .optPaddedPools(true)
        .optDropout(0)
        .optChannels(1)
        .optSize(96)
        .optClasses(CLASSES);
  }

  /**
   * Section 8.6: ResNet-18, 1×96×96 images, 11,178,378 weights. Its projections have no
   * normalization.
   */
  public static Builder resNet18() {
    return new Builder("D2L ResNet-18", 96, D2l::fillResNet18);
  }

  /**
   * Section 8.7: a DenseNet of four blocks of four layers with growth 32, 1×96×96 images, 758,226
   * weights. A layer is one 3×3 convolution.
   */
  public static Builder denseNet() {
    return new Builder("D2L DenseNet", 96, D2l::fillDenseNet);
  }

  private static void fillAlexNet(Builder b, Network net) {
    activated(net, "conv1", conv(b.wide(96), 11, 4, 1)).layer("pool1", maxPool(3, 2, 0));
    activated(net, "conv2", conv(b.wide(256), 5, 1, 2)).layer("pool2", maxPool(3, 2, 0));
    activated(net, "conv3", conv(b.wide(384), 3, 1, 1));
    activated(net, "conv4", conv(b.wide(384), 3, 1, 1));
    activated(net, "conv5", conv(b.wide(256), 3, 1, 1)).layer("pool5", maxPool(3, 2, 0));
    denseLayers(b, net);
  }

  private static void fillVgg11(Builder b, Network net, int narrowest) {
    int[] convolutions = {1, 1, 2, 2, 2};
    int[] factors = {1, 2, 4, 8, 8};
    for (int i = 0; i < convolutions.length; i++) {
      net.layer("block" + (i + 1), new VggBlock(convolutions[i], b.wide(narrowest * factors[i])));
    }
    denseLayers(b, net);
  }

  /** The three dense layers of AlexNet and VGG. */
  private static void denseLayers(Builder b, Network net) {
    net.layer("flatten", flatten());
    for (int i = 1; i <= 2; i++) {
      activated(net, "fc" + i, dense(b.wide(4096))).layer("dropout" + i, dropout(b.rate));
    }
    net.layer("fc3", dense(b.classes()));
  }

  /** A layer and a ReLU under its name. */
  private static Network activated(Network net, String name, Block layer) {
    return net.layer(name, layer).layer(name + "-relu", relu());
  }

  private static void fillResNet18(Builder b, Network net) {
    stem(b, net);
    for (int stage = 0; stage < 4; stage++) {
      int filters = b.wide(64 << stage);
      boolean narrows = stage > 0;
      net.layer(
          "layer" + (stage + 1),
          Chain.of(
              BasicBlock.biased(filters, narrows ? 2 : 1, narrows),
              BasicBlock.biased(filters, 1, false)));
    }
    net.layer("avgpool", globalAveragePool()).layer("fc", dense(b.classes()));
  }

  private static void fillDenseNet(Builder b, Network net) {
    stem(b, net);
    int growth = b.wide(32);
    int maps = b.wide(64);
    for (int i = 1; i <= 4; i++) {
      net.layer("denseblock" + i, new DenseBlock(4, () -> normalizedFirst(conv(growth, 3, 1, 1))));
      maps += 4 * growth;
      if (i < 4) {
        maps /= 2;
        net.layer("transition" + i, normalizedFirst(conv(maps, 1, 1, 0)).append(averagePool(2, 2)));
      }
    }
    net.layer("bn2", batchNorm()).layer("relu2", relu());
    net.layer("avgpool", globalAveragePool()).layer("fc", dense(b.classes()));
  }

  private static Chain normalizedFirst(Conv2d conv) {
    return Chain.of(batchNorm(), relu(), conv);
  }

  /** How its ResNet and DenseNet begin: a quarter of the height and width is left. */
  private static void stem(Builder b, Network net) {
    net.layer("conv1", conv(b.wide(64), 7, 2, 3))
        .layer("bn1", batchNorm())
        .layer("relu", relu())
        .layer("maxpool", maxPool(3, 2, 1));
  }

  /** A network of the book; it varies in what every network may vary in. */
  public static final class Builder extends NetworkBuilder<Builder> {
    private final String name;
    private final BiConsumer<Builder, Network> layers;
    private float rate = 0.5f;

    private Builder(String name, int size, BiConsumer<Builder, Network> layers) {
      super(1, size, CLASSES, Weighting.XAVIER_UNIFORM);
      this.name = name;
      this.layers = layers;
    }

    /**
     * Dropout behind the first two dense layers of AlexNet and VGG, 0 ≤ rate &lt; 1; default 0.5.
     * The other networks have none.
     */
    public Builder optDropout(double share) {
      rate = rate(share);
      return this;
    }

    @Override
    String name() {
      return name;
    }

    @Override
    void fill(Network net) {
      layers.accept(this, net);
    }
  }
}
