package cnnbook.viz;

import static cnnbook.viz.VisualInput.batch;
import static cnnbook.viz.VisualInput.plane;
import static cnnbook.viz.VisualInput.requireAtMost;
import static cnnbook.viz.VisualInput.requireImage;
import static cnnbook.viz.VisualInput.requireMatrix;

import cnnbook.geometry.Axis;
import cnnbook.geometry.Window;
import cnnbook.ops.Conv2dOp;
import cnnbook.ops.TrueConv2dOp;
import cnnbook.tensor.Tensor;
import java.util.List;

/** The convolution stepper: what its script gets. */
final class ConvolutionVisual {
  static final String TITLE = "Convolution, step by step";

  /** The most rows and columns of an image. */
  static final int LARGEST_IMAGE = 64;

  /** The most rows and columns of a kernel. */
  static final int LARGEST_KERNEL = 11;

  /** The most rows and columns of an image with its padding, and of an output. */
  static final int LARGEST_PADDED = 96;

  private ConvolutionVisual() {}

  /**
   * One of the two conventions.
   *
   * @param name of the operation
   * @param kernel as it lies on the image: flipped for true convolution
   * @param values the kernel's exact values, parted by spaces
   * @param output what the library computes
   * @param sign "=", or "≈" where a number of the working is shown rounded
   */
  private record Mode(String name, Plane kernel, String values, Plane output, String sign) {}

  /**
   * Everything.
   *
   * @param image without its padding
   * @param values the image's exact values, parted by spaces
   * @param zero how the padding's zeros are written
   * @param top rows of padding above
   * @param bottom rows of padding below
   * @param left columns of padding
   * @param right columns of padding
   * @param stride down, right
   * @param dilation down, right
   * @param products how products are written
   * @param modes the conventions
   */
  private record Data(
      Plane image,
      String values,
      String zero,
      int top,
      int bottom,
      int left,
      int right,
      int[] stride,
      int[] dilation,
      Numerals products,
      List<Mode> modes) {}

  static Visual of(Tensor image, Tensor kernel) {
    requireMatrix(kernel, "kernel", "(kh, kw)");
    return of(image, kernel, Window.valid(kernel.size(0), kernel.size(1)));
  }

  static Visual of(Tensor image, Tensor kernel, Window window) {
    requireMatrix(image, "image", "(h, w)");
    requireMatrix(kernel, "kernel", "(kh, kw)");
    requireSmall(image, kernel, window);
    Conv2dOp correlation = new Conv2dOp(window);
    Tensor flipped = TrueConv2dOp.flip(batch(kernel)).reshape(kernel.size(0), kernel.size(1));
    Tensor correlated = plane(correlation.forward(batch(image), batch(kernel)).out());
    Tensor bias = Tensor.zeros(1);
    Tensor convolved =
        plane(new TrueConv2dOp(correlation).forward(batch(image), batch(kernel), bias).out());
    Data data =
        data(
            image,
            window,
            List.of(
                mode("Cross-correlation", image, kernel, correlated),
                mode("True convolution", image, flipped, convolved)),
            Numerals.products(image.data(), kernel.data()));
    return Visual.of(
        TITLE,
        "convolution",
        data,
        html(image, kernel, correlated, window),
        text(image, kernel, correlated, window));
  }

  private static Data data(Tensor image, Window window, List<Mode> modes, Numerals products) {
    Numerals numerals = Numerals.fitting(image.data());
    Axis rows = window.rows();
    Axis columns = window.columns();
    return new Data(
        Plane.of(image, numerals),
        exact(image),
        numerals.text(0),
        rows.before(),
        rows.after(),
        columns.before(),
        columns.after(),
        new int[] {rows.stride(), columns.stride()},
        new int[] {rows.dilation(), columns.dilation()},
        products,
        modes);
  }

  private static Mode mode(String name, Tensor image, Tensor kernel, Tensor output) {
    Numerals kernels = Numerals.fitting(kernel.data());
    Numerals outputs = Numerals.fitting(output.data());
    boolean exact =
        Numerals.fitting(image.data()).exact(image.data())
            && kernels.exact(kernel.data())
            && outputs.exact(output.data());
    return new Mode(
        name,
        Plane.of(kernel, kernels),
        exact(kernel),
        Plane.of(output, outputs),
        exact ? "=" : "≈");
  }

  /** The shortest texts from which the same float32 values can be read. */
  private static String exact(Tensor tensor) {
    StringBuilder values = new StringBuilder();
    for (float value : tensor.data()) {
      String text =
          value == Math.rint(value) && Math.abs(value) < 1e7 ? (int) value + "" : value + "";
      values.append(values.isEmpty() ? "" : " ").append(text);
    }
    return values.toString();
  }

  private static void requireSmall(Tensor image, Tensor kernel, Window window) {
    requireImage(LARGEST_IMAGE, image);
    requireAtMost(LARGEST_KERNEL, kernel.size(0), kernel.size(1), "kernel", "take a smaller one");
    requireAtMost(
        LARGEST_PADDED,
        image.size(0) + window.rows().totalPadding(),
        image.size(1) + window.columns().totalPadding(),
        "padded image",
        "take less padding");
  }

  private static String html(Tensor image, Tensor kernel, Tensor output, Window window) {
    return Fallback.paragraph(settings(window))
        + Fallback.tensor("Input", image)
        + Fallback.tensor("Kernel", kernel)
        + Fallback.tensor("Output", output);
  }

  private static String text(Tensor image, Tensor kernel, Tensor output, Window window) {
    return settings(window) + "\ninput: " + image + "\nkernel: " + kernel + "\noutput: " + output;
  }

  /** In words. */
  private static String settings(Window window) {
    Axis rows = window.rows();
    Axis columns = window.columns();
    return "padding: top %d, bottom %d, left %d, right %d; stride %d×%d; dilation %d×%d"
        .formatted(
            rows.before(),
            rows.after(),
            columns.before(),
            columns.after(),
            rows.stride(),
            columns.stride(),
            rows.dilation(),
            columns.dilation());
  }
}
