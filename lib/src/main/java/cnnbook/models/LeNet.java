package cnnbook.models;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;
import java.util.function.Supplier;

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
 * Xavier's uniform distribution on ±√(6 / (fan in + fan out)), biases at 0.
 */
public final class LeNet {
  private static final int SMALLEST = 12;

  private LeNet() {}

  /** The form of 1998, sigmoid and average pooling: one input channel, 10 classes. */
  public static Network classic() {
    return builder().build();
  }

  /** The modern form, ReLU and max-pooling: one input channel, 10 classes. */
  public static Network modern() {
    return builder().optModern(true).build();
  }

  /** A LeNet of other channels, classes or activation. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects what a LeNet may vary in. */
  public static final class Builder {
    private boolean modern;
    private int channels = 1;
    private int classes = 10;

    private Builder() {}

    /** ReLU and max-pooling instead of sigmoid and average pooling; default false. */
    public Builder optModern(boolean isModern) {
      modern = isModern;
      return this;
    }

    /** Channels of the input image, at least 1; default 1. */
    public Builder optChannels(int count) {
      channels = atLeastOne("channels", count);
      return this;
    }

    /** Classes to tell apart, at least 1; default 10. */
    public Builder optClasses(int count) {
      classes = atLeastOne("classes", count);
      return this;
    }

    /** The network, not yet initialised. */
    public Network build() {
      Supplier<Block> activation = modern ? Activation::reluBlock : Activation::sigmoidBlock;
      Supplier<Block> pool = modern ? LeNet::maxPool : LeNet::averagePool;
      Network net =
          new Network(modern ? "LeNet (modern)" : "LeNet (1998)", channels, SMALLEST)
              .layer("conv1", conv5x5(6, 2))
              .layer("activation1", activation.get())
              .layer("pool1", pool.get())
              .layer("conv2", conv5x5(16, 0))
              .layer("activation2", activation.get())
              .layer("pool2", pool.get())
              .layer("flatten", Blocks.batchFlattenBlock())
              .layer("dense1", dense(120))
              .layer("activation3", activation.get())
              .layer("dense2", dense(84))
              .layer("activation4", activation.get())
              .layer("dense3", dense(classes));
      net.setInitializer(
          new XavierInitializer(RandomType.UNIFORM, FactorType.AVG, 3), Parameter.Type.WEIGHT);
      return net;
    }

    private static int atLeastOne(String what, int count) {
      if (count < 1) {
        throw new IllegalArgumentException(what + " must be at least 1, not " + count);
      }
      return count;
    }
  }

  private static Block conv5x5(int filters, int padding) {
    return Conv2d.builder()
        .setFilters(filters)
        .setKernelShape(new Shape(5, 5))
        .optPadding(new Shape(padding, padding))
        .build();
  }

  private static Block dense(int units) {
    return Linear.builder().setUnits(units).build();
  }

  private static Block averagePool() {
    return Pool.avgPool2dBlock(new Shape(2, 2), new Shape(2, 2));
  }

  private static Block maxPool() {
    return Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2));
  }
}
