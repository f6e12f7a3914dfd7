package cnnbook.ops;

import cnnbook.geometry.Window;
import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Whole networks of these operations, and the pieces that they are made of. */
public final class Networks {
  private Networks() {}

  /**
   * LeNet-5 for 28×28 grey images and 10 classes, with sigmoids and average pooling; 61,706
   * parameters.
   *
   * <p>(n, 1, 28, 28) → (n, 10). Source: LeCun and others, "Gradient-Based Learning Applied to
   * Document Recognition", section II.B; the output layer is a dense one, as is usual today.
   */
  public static Sequential leNet(Random random) {
    Initializer xavier = Initializer.XAVIER_UNIFORM;
    return Sequential.of(
        conv("conv1", Window.valid(5).padding(2), 1, 6, xavier, random),
        new SigmoidOp(),
        AvgPool2dOp.of(2),
        conv("conv2", Window.valid(5), 6, 16, xavier, random),
        new SigmoidOp(),
        AvgPool2dOp.of(2),
        new FlattenOp(),
        linear("dense1", 400, 120, xavier, random),
        new SigmoidOp(),
        linear("dense2", 120, 84, xavier, random),
        new SigmoidOp(),
        linear("dense3", 84, 10, xavier, random));
  }

  /**
   * A small residual network: a first convolution, then one block of two 3×3 convolutions for each
   * width, each after the first halving the image; a dense layer on the channels' means.
   *
   * <p>(n, c, h, w) → (n, classes). Source: He and others, "Deep Residual Learning for Image
   * Recognition", section 4.2.
   *
   * @param channels c of the images
   * @param widths channels of each stage
   */
  public static Sequential resNet(int channels, int classes, Random random, int... widths) {
    List<Layer> layers = new ArrayList<>();
    layers.add(conv3x3("conv0", channels, widths[0], 1, random));
    layers.add(new BatchNormLayer("norm0", widths[0]));
    layers.add(new ReluOp());
    int in = widths[0];
    for (int stage = 0; stage < widths.length; stage++) {
      int stride = stage == 0 ? 1 : 2;
      layers.add(basicBlock("block" + (stage + 1), in, widths[stage], stride, random));
      in = widths[stage];
    }
    layers.add(new GlobalAvgPoolOp());
    layers.add(linear("dense", in, classes, Initializer.XAVIER_UNIFORM, random));
    return new Sequential(layers);
  }

  /**
   * Two 3×3 convolutions bridged by a shortcut, which joins before the last ReLU. Where the shape
   * changes the shortcut is a 1×1 convolution.
   */
  public static Layer basicBlock(String name, int c, int f, int stride, Random random) {
    Sequential block =
        Sequential.of(
            conv3x3(name + ".conv1", c, f, stride, random),
            new BatchNormLayer(name + ".norm1", f),
            new ReluOp(),
            conv3x3(name + ".conv2", f, f, 1, random),
            new BatchNormLayer(name + ".norm2", f));
    Layer shortcut =
        stride == 1 && c == f
            ? Residual.identity()
            : Sequential.of(
                conv1x1(name + ".projection", c, f, stride, random),
                new BatchNormLayer(name + ".norm3", f));
    return Sequential.of(new Residual(block, shortcut), new ReluOp());
  }

  /** 3×3 with padding 1, He-normal weights. */
  public static ConvLayer conv3x3(String name, int c, int f, int stride, Random random) {
    Window window = Window.valid(3).padding(1).stride(stride);
    return conv(name, window, c, f, Initializer.HE_NORMAL, random);
  }

  /** 1×1, He-normal weights. */
  public static ConvLayer conv1x1(String name, int c, int f, int stride, Random random) {
    return conv(name, Window.valid(1).stride(stride), c, f, Initializer.HE_NORMAL, random);
  }

  /** A convolution c → f with new weights and bias 0. */
  public static ConvLayer conv(
      String name, Window window, int c, int f, Initializer initializer, Random random) {
    int kh = window.rows().kernel();
    int kw = window.columns().kernel();
    return new ConvLayer(
        new Conv2dOp(window),
        new Parameter(name + ".weight", initializer.create(random, f, c, kh, kw)),
        new Parameter(name + ".bias", Tensor.zeros(f)));
  }

  /** A dense layer c → f with new weights and bias 0. */
  public static LinearLayer linear(
      String name, int c, int f, Initializer initializer, Random random) {
    return new LinearLayer(
        new Parameter(name + ".weight", initializer.create(random, f, c)),
        new Parameter(name + ".bias", Tensor.zeros(f)));
  }
}
