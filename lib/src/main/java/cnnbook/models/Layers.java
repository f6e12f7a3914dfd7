package cnnbook.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import cnnbook.geometry.Window;

/**
 * The layers that networks are made of, under the names that papers and PyTorch give them. Images
 * are (N, C, H, W); padding is per side.
 */
public final class Layers {
  private Layers() {}

  /** A 3×3 convolution without bias, padding 1: size n with stride 1, ⌈n / 2⌉ with stride 2. */
  public static Conv2d conv3x3(int filters, int stride) {
    return conv(filters, Window.valid(3).padding(1).stride(stride), 1, false);
  }

  /** A 1×1 convolution without bias: one dense layer for all pixels. */
  public static Conv2d conv1x1(int filters, int stride) {
    return conv(filters, Window.valid(1).stride(stride), 1, false);
  }

  /** A k×k convolution with bias. */
  public static Conv2d conv(int filters, int kernel, int stride, int padding) {
    return conv(filters, Window.valid(kernel).stride(stride).padding(padding), 1, true);
  }

  /**
   * Any convolution.
   *
   * @param filters maps of the output, ≥ 1
   * @param window kernel, stride, padding (equal on opposite sides) and dilation
   * @param groups into how many separate convolutions the channels are split, ≥ 1
   * @param bias whether a number is added to each map
   */
  public static Conv2d conv(int filters, Window window, int groups, boolean bias) {
    return Conv2d.builder()
        .setFilters(filters)
        .setKernelShape(kernel(window))
        .optStride(stride(window))
        .optPadding(padding(window))
        .optDilation(new Shape(window.rows().dilation(), window.columns().dilation()))
        .optGroups(groups)
        .optBias(bias)
        .build();
  }

  /** A dense layer with bias, (N, anything) → (N, units). */
  public static Linear dense(int units) {
    return Linear.builder().setUnits(units).build();
  }

  /**
   * Batch normalization of each channel: ε 1e-5, running statistics 0.9 old + 0.1 new. Ioffe and
   * Szegedy, "Batch Normalization", 2015, algorithm 1.
   */
  public static BatchNorm batchNorm() {
    return batchNorm(1e-5f);
  }

  /** Batch normalization with another ε. */
  public static BatchNorm batchNorm(float epsilon) {
    return BatchNorm.builder().optEpsilon(epsilon).optMomentum(0.9f).build();
  }

  /** In training, zeroes each value with this probability and scales the rest by 1 / (1 − rate). */
  public static Dropout dropout(float rate) {
    return Dropout.builder().optRate(rate).build();
  }

  /** max(x, 0). */
  public static Step relu() {
    return new Step("ReLU", shape -> shape, Activation::relu);
  }

  /** 1 / (1 + e⁻ˣ). */
  public static Step sigmoid() {
    return new Step("sigmoid", shape -> shape, Activation::sigmoid);
  }

  /** The greatest value of each k×k window. */
  public static Step maxPool(int kernel, int stride, int padding) {
    return maxPool(Window.valid(kernel).stride(stride).padding(padding));
  }

  /** The greatest value of each window; {@code window.ceil()} counts an unfilled last one. */
  public static Step maxPool(Window window) {
    return new Step(
        "max pool " + describe(window),
        window,
        x ->
            Pool.maxPool2d(
                x, fitting(window, x), stride(window), padding(window), window.rows().ceil()));
  }

  /** A lone window that the map does not fill, cut to the map: MXNet refuses it otherwise. */
  private static Shape fitting(Window window, NDArray x) {
    Shape kernel = kernel(window);
    Shape padding = padding(window);
    return new Shape(
        Math.min(kernel.get(0), x.getShape().get(2) + 2 * padding.get(0)),
        Math.min(kernel.get(1), x.getShape().get(3) + 2 * padding.get(1)));
  }

  /** The mean of each k×k window, without padding. */
  public static Step averagePool(int kernel, int stride) {
    Window window = Window.valid(kernel).stride(stride);
    return new Step(
        "average pool " + describe(window),
        window,
        x -> Pool.avgPool2d(x, kernel(window), stride(window), padding(window), false, true));
  }

  /**
   * The mean of each whole map, (N, C, H, W) → (N, C). Lin, Chen and Yan, "Network In Network",
   * 2014, section 3.2.
   */
  public static Step globalAveragePool() {
    return new Step(
        "global average pool",
        shape -> Window.valid((int) shape.get(2), (int) shape.get(3)),
        shape -> shape.slice(0, 2),
        Pool::globalAvgPool2d);
  }

  /**
   * The means of oh×ow windows that share the map evenly, whatever its size, as PyTorch's {@code
   * AdaptiveAvgPool2d}.
   */
  public static Step adaptiveAveragePool(int oh, int ow) {
    return new Step(
        "adaptive average pool to %d×%d".formatted(oh, ow),
        shape -> AdaptiveMeans.window(shape, oh, ow),
        shape -> shape.slice(0, 2).addAll(new Shape(oh, ow)),
        x -> AdaptiveMeans.of(x, oh, ow));
  }

  /** (N, C, H, W) → (N, C·H·W), row by row. */
  public static Step flatten() {
    return new Step("flatten", Layers::flat, x -> x.reshape(flat(x.getShape())));
  }

  private static Shape flat(Shape shape) {
    return new Shape(shape.get(0), shape.slice(1).size());
  }

  /** The window that a convolution slides. */
  static Window window(Conv2d conv) {
    Shape kernel = conv.getKernelShape();
    Shape stride = conv.getStride();
    Shape padding = conv.getPadding();
    Shape dilation = conv.getDilation();
    return Window.valid((int) kernel.get(0), (int) kernel.get(1))
        .stride((int) stride.get(0), (int) stride.get(1))
        .padding(
            (int) padding.get(0), (int) padding.get(0), (int) padding.get(1), (int) padding.get(1))
        .dilation((int) dilation.get(0), (int) dilation.get(1));
  }

  /** The shape behind a window that slides over maps. */
  static Shape output(Window window, Shape x, long channels) {
    if (x.dimension() != 4) {
      throw new IllegalArgumentException("a window slides over (N, C, H, W), not over " + x);
    }
    return new Shape(
        x.get(0),
        channels,
        window.outputHeight((int) x.get(2)),
        window.outputWidth((int) x.get(3)));
  }

  /** As papers write it: {@code 3×3, stride 2, padding 1}. */
  static String describe(Window window) {
    StringBuilder text = new StringBuilder();
    text.append(window.rows().kernel()).append('×').append(window.columns().kernel());
    if (window.rows().stride() > 1 || window.columns().stride() > 1) {
      text.append(", stride ").append(pair(window.rows().stride(), window.columns().stride()));
    }
    if (window.padded()) {
      text.append(", padding ").append(pair(window.rows().before(), window.columns().before()));
    }
    if (window.rows().dilation() > 1 || window.columns().dilation() > 1) {
      text.append(", dilation ")
          .append(pair(window.rows().dilation(), window.columns().dilation()));
    }
    if (window.rows().ceil()) {
      text.append(", ceil");
    }
    return text.toString();
  }

  private static String pair(int down, int right) {
    return down == right ? String.valueOf(down) : down + "×" + right;
  }

  private static Shape kernel(Window window) {
    return new Shape(window.rows().kernel(), window.columns().kernel());
  }

  private static Shape stride(Window window) {
    return new Shape(window.rows().stride(), window.columns().stride());
  }

  /** DJL pads opposite sides alike. */
  private static Shape padding(Window window) {
    if (window.rows().before() != window.rows().after()
        || window.columns().before() != window.columns().after()) {
      throw new IllegalArgumentException(
          "padding %s differs between opposite sides: this layer pads them alike"
              .formatted(window));
    }
    return new Shape(window.rows().before(), window.columns().before());
  }
}
