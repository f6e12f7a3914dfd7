package cnnbook.viz;

import cnnbook.geometry.Window;
import cnnbook.tensor.Tensor;
import java.util.List;
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

  /**
   * The backward stepper of a convolution: each cell of the upstream gradient spreads into dx and
   * adds up in dw.
   *
   * @param image (h, w), at most 12×12
   * @param kernel (kh, kw)
   * @param window its kernel's size must be that of the kernel
   * @param dout (oh, ow), the gradient of the loss with respect to the output
   */
  public static Visual convolutionBackward(
      Tensor image, Tensor kernel, Window window, Tensor dout) {
    return framed(
        BackwardVisual.CONVOLUTION, () -> BackwardVisual.convolution(image, kernel, window, dout));
  }

  /**
   * The backward stepper of max-pooling: each cell of the upstream gradient goes to the winner.
   *
   * @param image (h, w), at most 12×12
   * @param window kernel, stride, padding
   * @param dout (oh, ow), the gradient of the loss with respect to the output
   */
  public static Visual maxPoolBackward(Tensor image, Window window, Tensor dout) {
    return framed(BackwardVisual.POOLING, () -> BackwardVisual.maxPool(image, window, dout));
  }

  /**
   * The backward stepper of a residual addition: each cell of the upstream gradient is copied to
   * the block and to the shortcut.
   *
   * @param block F(x) (h, w), at most 12×12
   * @param shortcut x (h, w)
   * @param dout (h, w), the gradient of the loss with respect to F(x) + x
   */
  public static Visual addBackward(Tensor block, Tensor shortcut, Tensor dout) {
    return framed(BackwardVisual.ADDITION, () -> BackwardVisual.add(block, shortcut, dout));
  }

  /** The shape calculator, with a kernel of 3 and a stride of 2 that does not divide. */
  public static Visual shapes() {
    return shapes(8, Window.valid(3).stride(2));
  }

  /**
   * The shape calculator: the size formula along one axis with the numbers put in, what is never
   * read, and the line that builds the layer in DJL.
   *
   * @param n the input's size, 1 … 9999
   * @param window kernel, stride, padding, dilation, floor or ceil; the same for rows and columns
   */
  public static Visual shapes(int n, Window window) {
    return framed(ShapesVisual.TITLE, () -> ShapesVisual.of(n, window));
  }

  /**
   * Channels and filters: what each channel gives with its kernel, their sum, the bias, the output
   * map, and the number of parameters. Channels can be switched off.
   *
   * @param image (c, h, w), at most 4 channels of 64×64; all must fit {@link Visual#LARGEST}: 3
   *     channels of 16×16 with 6 filters do, or of 28×28 with 2
   * @param filters (f, c, kh, kw), at most 8 filters with kernels of at most 11×11; stride 1, no
   *     padding
   * @param bias (f)
   */
  public static Visual channels(Tensor image, Tensor filters, Tensor bias) {
    return framed(ChannelsVisual.TITLE, () -> ChannelsVisual.of(image, filters, bias));
  }

  /**
   * The receptive-field tracer: what each unit of each layer sees of the input, and which units see
   * an input element, along one axis.
   *
   * @param layers convolutions and poolings from the input on, 1 to 16, the same for rows and
   *     columns; the last one's receptive field is at most 256
   * @param labels one for each layer; none: they are numbered
   */
  public static Visual receptiveField(List<Window> layers, String... labels) {
    return framed(ReceptiveFieldVisual.TITLE, () -> ReceptiveFieldVisual.of(layers, labels));
  }

  /** Pooling with windows of 2×2 side by side. */
  public static Visual pooling(Tensor map) {
    return pooling(map, Window.valid(2).stride(2));
  }

  /**
   * Pooling: the maximum against the average of each window, the value that won, floor against
   * ceil, and what changes when the map is shifted by one pixel.
   *
   * @param map (h, w), at most 64×64
   * @param window kernel, at most 11×11, stride, padding, dilation; with ceil that is shown first
   */
  public static Visual pooling(Tensor map, Window window) {
    return framed(PoolingVisual.TITLE, () -> PoolingVisual.of(map, window));
  }

  /**
   * Softmax and cross-entropy: sliders for the scores; the terms, the probabilities, the loss and
   * its gradient p − y.
   *
   * @param scores (K), 2 to 10 classes, each −10 … 10
   * @param label the right class, 0 … K−1
   * @param names of the classes; none: they are numbered
   */
  public static Visual softmax(Tensor scores, int label, String... names) {
    return framed(SoftmaxVisual.TITLE, () -> SoftmaxVisual.of(scores, label, names));
  }

  /**
   * The replay of a training: a scrubber over its epochs moves the curves, the filters of the first
   * convolution and the confusion matrix.
   *
   * @param run as {@code cnnbook.training.Snapshots} collects it, at most 200, their epochs rising
   * @param classes their names; none: they are numbered
   */
  public static Visual replay(List<Snapshot> run, String... classes) {
    return framed(
        ReplayVisual.TITLE,
        () -> ReplayVisual.of(List.of(new ReplayVisual.Run("", List.copyOf(run))), classes));
  }

  /**
   * Two trainings side by side, under one scrubber. The shorter one stays at its end.
   *
   * @param nameA of the first run
   * @param a its epochs
   * @param nameB of the second run
   * @param b its epochs; the first has the same number as that of a
   * @param classes their names; none: they are numbered
   */
  public static Visual replay(
      String nameA, List<Snapshot> a, String nameB, List<Snapshot> b, String... classes) {
    return framed(
        ReplayVisual.TITLE,
        () ->
            ReplayVisual.of(
                List.of(
                    new ReplayVisual.Run(nameA, List.copyOf(a)),
                    new ReplayVisual.Run(nameB, List.copyOf(b))),
                classes));
  }

  /**
   * The explorer of a network: what each layer makes of some images. A click on a map of a
   * convolution opens the convolution stepper on its numbers, one channel of its input at a time.
   * Of large networks only the first convolutions have room for that.
   *
   * @param layers the images by {@link LayerMaps#input}, at most 8 of 64×64, and the layers behind
   *     them, as {@code cnnbook.models.Explorer} collects them
   * @param classes names of the last layer's numbers; none: they are numbered
   */
  public static Visual explorer(List<LayerMaps> layers, String... classes) {
    return framed(ExplorerVisual.TITLE, () -> ExplorerVisual.of(List.copyOf(layers), classes));
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
