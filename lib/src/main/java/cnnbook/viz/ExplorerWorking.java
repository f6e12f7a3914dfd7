package cnnbook.viz;

import cnnbook.geometry.Axis;
import cnnbook.ops.Conv2dOp;
import cnnbook.ops.NaiveConvolution;
import cnnbook.tensor.Tensor;
import java.util.List;

/**
 * A convolution of an explored network, from which the script makes what the convolution stepper
 * shows: one channel of the input, the kernel for it, and what the two contribute to a map.
 *
 * @param channels of the input
 * @param rows of the input
 * @param columns of the input
 * @param kh rows of a kernel
 * @param kw columns of a kernel
 * @param oh rows of a map
 * @param ow columns of a map
 * @param input exact, of all images, see {@link Levels#exact}
 * @param weight exact, of the maps that are shown
 * @param bias as it is shown, for each map
 * @param top rows of padding above
 * @param bottom rows of padding below
 * @param left columns of padding
 * @param right columns of padding
 * @param stride down, right
 * @param dilation down, right
 * @param inputs how the input is written
 * @param kernels how the weights are written
 * @param products how products are written
 * @param outputs how the contributions are written
 * @param sign "=", or "≈" where a number of the working is shown rounded
 */
record ExplorerWorking(
    int channels,
    int rows,
    int columns,
    int kh,
    int kw,
    int oh,
    int ow,
    String input,
    String weight,
    List<String> bias,
    int top,
    int bottom,
    int left,
    int right,
    int[] stride,
    int[] dilation,
    Numerals inputs,
    Numerals kernels,
    Numerals products,
    Numerals outputs,
    String sign) {

  /**
   * What the script gets; null if the input or the kernel is too large for the stepper.
   *
   * @param shown how many maps
   */
  static ExplorerWorking of(LayerMaps.Working working, int shown) {
    if (tooLarge(working)) {
      return null;
    }
    Tensor x = working.input();
    Tensor weight = working.weight().slice(0, 0, shown);
    Axis down = working.window().rows();
    Axis across = working.window().columns();
    float[] outputs = contributions(x, weight, new Conv2dOp(working.window()));
    Tensor biases = working.bias().slice(0, 0, shown);
    Numerals bias = Numerals.fitting(biases.data());
    return new ExplorerWorking(
        x.size(1),
        x.size(2),
        x.size(3),
        weight.size(2),
        weight.size(3),
        working.window().outputHeight(x.size(2)),
        working.window().outputWidth(x.size(3)),
        Levels.exact(x),
        Levels.exact(weight),
        List.of(bias.texts(biases.data()).split(" ")),
        down.before(),
        down.after(),
        across.before(),
        across.after(),
        new int[] {down.stride(), across.stride()},
        new int[] {down.dilation(), across.dilation()},
        Numerals.fitting(x.data()),
        Numerals.fitting(weight.data()),
        Numerals.products(x.data(), weight.data()),
        Numerals.fitting(outputs),
        sign(x, weight, outputs));
  }

  private static boolean tooLarge(LayerMaps.Working working) {
    Tensor x = working.input();
    Tensor weight = working.weight();
    return x.size(2) + working.window().rows().totalPadding() > ConvolutionVisual.LARGEST_PADDED
        || x.size(3) + working.window().columns().totalPadding() > ConvolutionVisual.LARGEST_PADDED
        || weight.size(2) > ConvolutionVisual.LARGEST_KERNEL
        || weight.size(3) > ConvolutionVisual.LARGEST_KERNEL;
  }

  private static String sign(Tensor x, Tensor weight, float... outputs) {
    boolean exact = Numerals.fitting(outputs).exact(outputs);
    return VisualInput.exact(x) && VisualInput.exact(weight) && exact ? "=" : "≈";
  }

  /** About how many bytes the script gets for a convolution. */
  static long bytes(LayerMaps.Working working) {
    return 4 * (Levels.bytes(working.input()) + Levels.bytes(working.weight()));
  }

  /** What each channel contributes to each map, as the script will compute it. */
  private static float[] contributions(Tensor x, Tensor weight, Conv2dOp op) {
    int channels = x.size(1);
    Conv2dOp exact = op.algorithm(new NaiveConvolution());
    float[][] all = new float[channels][];
    int count = 0;
    for (int c = 0; c < channels; c++) {
      all[c] = exact.forward(x.slice(1, c, c + 1), weight.slice(1, c, c + 1)).out().data();
      count += all[c].length;
    }
    float[] joined = new float[count];
    for (int c = 0; c < channels; c++) {
      System.arraycopy(all[c], 0, joined, c * all[c].length, all[c].length);
    }
    return joined;
  }
}
