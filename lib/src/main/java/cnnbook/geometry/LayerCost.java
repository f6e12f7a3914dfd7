package cnnbook.geometry;

import java.util.Arrays;

/**
 * What a layer costs for one image.
 *
 * @param parameters numbers that are learned
 * @param macs multiply-accumulate operations of the forward pass; biases, comparisons and additions
 *     alone are not counted
 * @param activations numbers in the output
 */
public record LayerCost(long parameters, long macs, long activations) {

  /**
   * A convolution c → f on an h × w image.
   *
   * <p>Each of the f·oh·ow outputs is the sum of (c / groups)·kh·kw products; each of the f kernels
   * holds as many weights, and a bias if there is one.
   *
   * @throws IllegalArgumentException if groups do not divide both c and f, or the kernel does not
   *     fit
   */
  public static LayerCost conv2d(
      Window window, int c, int f, int groups, boolean bias, int h, int w) {
    requirePositive("channels", c, "filters", f, "groups", groups);
    if (c % groups != 0 || f % groups != 0) {
      throw new IllegalArgumentException(
          "groups %d must divide both %d channels and %d filters".formatted(groups, c, f));
    }
    long kernel = (long) c / groups * window.area();
    long outputs = product(f, window.outputHeight(h), window.outputWidth(w));
    return new LayerCost(product(f, kernel + (bias ? 1 : 0)), product(outputs, kernel), outputs);
  }

  /** A dense layer with weights (out, in). */
  public static LayerCost linear(int in, int out, boolean bias) {
    requirePositive("inputs", in, "outputs", out, "rows", 1);
    return new LayerCost(out * (in + (bias ? 1L : 0L)), (long) in * out, out);
  }

  /** A pooling layer: nothing to learn, no products. */
  public static LayerCost pool(Window window, int c, int h, int w) {
    Axis.requireAtLeast(1, c, "channels");
    return new LayerCost(0, 0, product(c, window.outputHeight(h), window.outputWidth(w)));
  }

  /**
   * Batch normalization of c channels: γ and β are learned (the running statistics are not). At
   * inference it is one product and one sum for each value.
   */
  public static LayerCost batchNorm(int c, int h, int w) {
    requirePositive("channels", c, "height", h, "width", w);
    long values = product(c, h, w);
    return new LayerCost(2L * c, values, values);
  }

  /** An activation, dropout or sum: as many numbers as the input. */
  public static LayerCost elementwise(int c, int h, int w) {
    requirePositive("channels", c, "height", h, "width", w);
    return new LayerCost(0, 0, product(c, h, w));
  }

  /** Both layers together. */
  public LayerCost plus(LayerCost other) {
    return new LayerCost(
        parameters + other.parameters, macs + other.macs, activations + other.activations);
  }

  /** Bytes of the output in float32: 4 for each number. */
  public long activationBytes() {
    return Float.BYTES * activations;
  }

  /** Bytes of the parameters in float32: 4 for each number. */
  public long parameterBytes() {
    return Float.BYTES * parameters;
  }

  private static long product(long... factors) {
    try {
      return Arrays.stream(factors).reduce(1, Math::multiplyExact);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "%s multiplied exceed %d: the layer is too large"
              .formatted(Arrays.toString(factors), Long.MAX_VALUE),
          e);
    }
  }

  private static void requirePositive(
      String nameA, int a, String nameB, int b, String nameC, int c) {
    Axis.requireAtLeast(1, a, nameA);
    Axis.requireAtLeast(1, b, nameB);
    Axis.requireAtLeast(1, c, nameC);
  }
}
