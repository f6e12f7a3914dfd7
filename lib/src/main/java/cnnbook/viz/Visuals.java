package cnnbook.viz;

import cnnbook.geometry.Window;
import cnnbook.tensor.Tensor;
import java.util.function.Supplier;

/**
 * Interactive pictures of what the operations of {@code cnnbook.ops} do, with their real numbers.
 *
 * <p>Each works by mouse, by touch and by keyboard: Tab reaches the grids and controls, the arrow
 * keys move within a grid. Arguments that do not fit each other give a frame with the library's own
 * message in it.
 */
public final class Visuals {
  private Visuals() {}

  /**
   * The convolution stepper with stride 1 and no padding.
   *
   * @param image (h, w)
   * @param kernel (kh, kw)
   */
  public static Visual convolution(Tensor image, Tensor kernel) {
    return framed(ConvolutionVisual.TITLE, () -> ConvolutionVisual.of(image, kernel));
  }

  /**
   * The convolution stepper: the window slides over the image, with its products and their sum. It
   * switches between cross-correlation and true convolution, and asks for the next value if wanted.
   *
   * @param image (h, w), at most 64×64
   * @param kernel (kh, kw), at most 11×11
   * @param window its kernel's size must be that of the kernel
   */
  public static Visual convolution(Tensor image, Tensor kernel, Window window) {
    return framed(ConvolutionVisual.TITLE, () -> ConvolutionVisual.of(image, kernel, window));
  }

  /** The visual, or a frame with the message of what is wrong with its arguments. */
  private static Visual framed(String title, Supplier<Visual> visual) {
    try {
      return visual.get();
    } catch (IllegalArgumentException e) {
      return Visual.problem(title, e.getMessage());
    }
  }
}
