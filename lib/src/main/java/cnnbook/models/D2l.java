package cnnbook.models;

import static cnnbook.models.Layers.batchNorm;
import static cnnbook.models.Layers.conv;
import static cnnbook.models.Layers.dense;
import static cnnbook.models.Layers.dropout;
import static cnnbook.models.Layers.flatten;
import static cnnbook.models.Layers.globalAveragePool;
import static cnnbook.models.Layers.maxPool;
import static cnnbook.models.Layers.relu;

import java.util.function.BiConsumer;

/**
 * The networks that "Dive into Deep Learning" (Zhang, Lipton, Li and Smola, 2023, chapter 8,
 * PyTorch edition) trains on Fashion-MNIST. They differ from those of the papers, which the classes
 * without D2l in their names build: one input channel, 10 classes, a bias in every convolution, no
 * batch normalization where the paper has none. Its LeNets are {@link LeNet#classic()} and {@link
 * LeNet#batchNormalized()}.
 *
 * <p>Weights start from Xavier's uniform distribution as in the book, biases from 0 (there: from
 * PyTorch's small uniform distribution).
 */
public final class D2l {
  private D2l() {}

  /** Section 8.1: 1×224×224 images, 46,764,746 weights. */
  public static Builder alexNet() {
    return new Builder("D2L AlexNet", 224, D2l::fillAlexNet);
  }

  /** Section 8.2: VGG-11 at the paper's width, 1×224×224 images, 128,806,154 weights. */
  public static Builder vgg11() {
    return new Builder("D2L VGG-11", 224, (b, net) -> fillVgg11(b, net, 64));
  }

  /** VGG-11 with a quarter of the maps and the dense layers as they are: what the book trains. */
  public static Builder vgg11Quarter() {
    return new Builder("D2L VGG-11, maps ÷ 4", 224, (b, net) -> fillVgg11(b, net, 16));
  }

  /**
   * Section 8.6: ResNet-18, 1×96×96 images, 11,178,378 weights. Its convolutions have biases, its
   * projections no normalization.
   */
  public static Builder resNet18() {
    return new Builder("D2L ResNet-18", 96, D2l::fillResNet18);
  }

  private static void fillAlexNet(Builder b, Network net) {
    activated(net, "conv1", conv(b.wide(96), 11, 4, 1)).layer("pool1", maxPool(3, 2, 0));
    activated(net, "conv2", conv(b.wide(256), 5, 1, 2)).layer("pool2", maxPool(3, 2, 0));
    activated(net, "conv3", conv(b.wide(384), 3, 1, 1));
    activated(net, "conv4", conv(b.wide(384), 3, 1, 1));
    activated(net, "conv5", conv(b.wide(256), 3, 1, 1)).layer("pool5", maxPool(3, 2, 0));
    denseLayers(b, net);
  }

  /** Five blocks of one or two convolutions, each twice as wide as the one before up to eight. */
  private static void fillVgg11(Builder b, Network net, int narrowest) {
    int[] convolutions = {1, 1, 2, 2, 2};
    int[] factors = {1, 2, 4, 8, 8};
    for (int i = 0; i < convolutions.length; i++) {
      Chain block = new Chain();
      for (int k = 1; k <= convolutions[i]; k++) {
        activated(block, "conv" + k, conv(b.wide(narrowest * factors[i]), 3, 1, 1));
      }
      net.layer("block" + (i + 1), block.layer("pool", maxPool(2, 2, 0)));
    }
    denseLayers(b, net);
  }

  /** The three dense layers of AlexNet and VGG. */
  private static void denseLayers(Builder b, Network net) {
    net.layer("flatten", flatten());
    for (int i = 1; i <= 2; i++) {
      activated(net, "fc" + i, dense(b.wide(4096))).layer("dropout" + i, dropout(0.5f));
    }
    net.layer("fc3", dense(b.classes()));
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

  /** How its ResNet and DenseNet begin: a quarter of the height and width is left. */
  private static void stem(Builder b, Network net) {
    net.layer("conv1", conv(b.wide(64), 7, 2, 3))
        .layer("bn1", batchNorm())
        .layer("relu1", relu())
        .layer("pool1", maxPool(3, 2, 1));
  }

  /** A layer and, under its name's number, a ReLU. */
  private static Chain activated(Chain chain, String name, ai.djl.nn.Block layer) {
    return chain.layer(name, layer).layer(name + "-relu", relu());
  }

  /** A network of the book; it varies in what every network may vary in. */
  public static final class Builder extends NetworkBuilder<Builder> {
    private final String name;
    private final BiConsumer<Builder, Network> layers;

    private Builder(String name, int size, BiConsumer<Builder, Network> layers) {
      super(1, size, 10, Weighting.XAVIER_UNIFORM);
      this.name = name;
      this.layers = layers;
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
