package cnnbook.viz;

import static cnnbook.viz.VisualInput.batch;
import static cnnbook.viz.VisualInput.exact;
import static cnnbook.viz.VisualInput.plane;
import static cnnbook.viz.VisualInput.values;

import cnnbook.geometry.Window;
import cnnbook.ops.AddOp;
import cnnbook.ops.Conv2dOp;
import cnnbook.ops.MaxPool2dOp;
import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The backward stepper: what its script gets. The cells of the upstream gradient are taken one
 * after the other; the gradients after each of them come from the operation's own backward pass,
 * given an upstream gradient that is zero from there on.
 */
final class BackwardVisual {
  static final String CONVOLUTION = "Backward through a convolution";
  static final String POOLING = "Backward through max-pooling";
  static final String ADDITION = "Backward through a residual addition";

  /** The most rows and columns of a tensor: larger ones could not be followed by eye. */
  static final int LARGEST = 12;

  private BackwardVisual() {}

  /**
   * A tensor of the way forward.
   *
   * @param name in formulas
   * @param caption above its grid
   */
  private record Source(String name, String caption, Plane plane) {}

  /**
   * A gradient.
   *
   * @param name in formulas
   * @param rows of it
   * @param columns of it
   * @param frames the texts of its values after each upstream cell, parted by spaces
   * @param sign "=", or "≈" where a number is shown rounded
   */
  private record Target(String name, int rows, int columns, List<String> frames, String sign) {}

  /**
   * What one upstream cell adds to one element of a gradient.
   *
   * @param target which gradient
   * @param at which of its elements
   * @param source the tensor whose element is the other factor; −1: the cell is copied
   * @param from which element of it
   */
  private record Share(int target, int at, int source, int from) {}

  /**
   * Everything.
   *
   * @param note what happens, one sentence
   * @param sources tensors of the way forward
   * @param upstream dout
   * @param targets the gradients
   * @param shares for each upstream cell what it adds, each target, at, source, from
   * @param lost for each upstream cell its products that fall into the padding
   * @param windows for each upstream cell the elements of the first source that its output came
   *     from
   */
  private record Data(
      String note,
      List<Source> sources,
      Plane upstream,
      List<Target> targets,
      List<List<int[]>> shares,
      int[] lost,
      int[][] windows) {}

  static Visual convolution(Tensor image, Tensor kernel, Window window, Tensor dout) {
    requireMatrix(image, "image");
    requireMatrix(kernel, "kernel");
    requireMatrix(dout, "dout");
    Conv2dOp op = new Conv2dOp(window);
    Conv2dOp.Forward forward = op.forward(batch(image), batch(kernel));
    Function<Tensor, List<Tensor>> backward =
        upstream -> {
          Conv2dOp.Gradients gradients = op.backward(forward, batch(upstream));
          return List.of(plane(gradients.dx()), plane(gradients.dw()));
        };
    List<Tensor> full = backward.apply(dout);
    List<List<Share>> shares = new ArrayList<>();
    int[] lost = new int[dout.count()];
    for (int cell = 0; cell < dout.count(); cell++) {
      List<Share> adds = convolutionShares(image, window, dout, cell);
      lost[cell] = kernel.count() - adds.size() / 2;
      shares.add(adds);
    }
    Data data =
        new Data(
            "Each cell of dout, times the kernel, is added to dx under its window; times the"
                + " window, to dw.",
            List.of(source("x", "Input x", image), source("w", "Kernel w", kernel)),
            Plane.of(dout, Numerals.fitting(dout.data())),
            targets(List.of("dx", "dw"), dout, backward, List.of(image, kernel)),
            arrays(shares),
            lost,
            windows(image, window, dout));
    return visual(CONVOLUTION, data, List.of(image, kernel, dout), full);
  }

  /** First what goes into dx, then what goes into dw. */
  private static List<Share> convolutionShares(Tensor image, Window window, Tensor dout, int cell) {
    List<Share> dx = new ArrayList<>();
    List<Share> dw = new ArrayList<>();
    for (int element = 0; element < window.area(); element++) {
      int pixel = pixel(image, window, dout, cell, element);
      if (pixel >= 0) {
        dx.add(new Share(0, pixel, 1, element));
        dw.add(new Share(1, element, 0, pixel));
      }
    }
    dx.addAll(dw);
    return dx;
  }

  /** The place in the image under one element of the window of one cell; −1 in the padding. */
  private static int pixel(Tensor image, Window window, Tensor dout, int cell, int element) {
    int kw = window.columns().kernel();
    int row = window.rows().input(cell / dout.size(1), element / kw);
    int column = window.columns().input(cell % dout.size(1), element % kw);
    boolean inside = row >= 0 && row < image.size(0) && column >= 0 && column < image.size(1);
    return inside ? row * image.size(1) + column : -1;
  }

  private static int[][] windows(Tensor image, Window window, Tensor dout) {
    int[][] windows = new int[dout.count()][];
    for (int k = 0; k < windows.length; k++) {
      int cell = k;
      windows[cell] =
          IntStream.range(0, window.area())
              .map(element -> pixel(image, window, dout, cell, element))
              .filter(pixel -> pixel >= 0)
              .toArray();
    }
    return windows;
  }

  static Visual maxPool(Tensor image, Window window, Tensor dout) {
    requireMatrix(image, "image");
    requireMatrix(dout, "dout");
    MaxPool2dOp op = new MaxPool2dOp(window);
    MaxPool2dOp.Forward forward = op.forward(batch(image));
    Function<Tensor, List<Tensor>> backward =
        upstream -> List.of(plane(op.backward(forward, batch(upstream))));
    List<Tensor> full = backward.apply(dout);
    List<List<Share>> shares = new ArrayList<>();
    for (int cell = 0; cell < dout.count(); cell++) {
      shares.add(List.of(new Share(0, forward.winners()[cell], -1, forward.winners()[cell])));
    }
    Data data =
        new Data(
            "Each cell of dout goes, as it is, to the winner of its window; the others get nothing.",
            List.of(source("x", "Input x", image)),
            Plane.of(dout, Numerals.fitting(dout.data())),
            targets(List.of("dx"), dout, backward, List.of()),
            arrays(shares),
            new int[dout.count()],
            windows(image, window, dout));
    return visual(POOLING, data, List.of(image, dout), full);
  }

  static Visual add(Tensor block, Tensor shortcut, Tensor dout) {
    requireMatrix(block, "block");
    requireMatrix(shortcut, "shortcut");
    requireMatrix(dout, "dout");
    AddOp op = new AddOp();
    op.forward(block, shortcut).requireSameShape(dout);
    List<Tensor> full = op.backward(dout);
    List<List<Share>> shares = new ArrayList<>();
    for (int cell = 0; cell < dout.count(); cell++) {
      shares.add(List.of(new Share(0, cell, -1, cell), new Share(1, cell, -1, cell)));
    }
    Data data =
        new Data(
            "An addition copies each cell of dout, as it is, to both of its inputs.",
            List.of(source("F", "Block F(x)", block), source("x", "Shortcut x", shortcut)),
            Plane.of(dout, Numerals.fitting(dout.data())),
            targets(List.of("dF", "dx"), dout, op::backward, List.of()),
            arrays(shares),
            new int[dout.count()],
            new int[dout.count()][0]);
    return visual(ADDITION, data, List.of(block, shortcut, dout), full);
  }

  private static Source source(String name, String caption, Tensor tensor) {
    String size = " %d×%d".formatted(tensor.size(0), tensor.size(1));
    return new Source(name, caption + size, Plane.of(tensor, Numerals.fitting(tensor.data())));
  }

  /**
   * The gradients after each upstream cell.
   *
   * @param factors what may make a shown term inexact, beside dout
   */
  private static List<Target> targets(
      List<String> names,
      Tensor dout,
      Function<Tensor, List<Tensor>> backward,
      List<Tensor> factors) {
    List<List<Tensor>> frames = new ArrayList<>();
    for (int cells = 1; cells <= dout.count(); cells++) {
      frames.add(backward.apply(first(dout, cells)));
    }
    boolean exact = exact(dout) && factors.stream().allMatch(VisualInput::exact);
    List<Target> targets = new ArrayList<>();
    for (int k = 0; k < names.size(); k++) {
      int target = k;
      List<Tensor> states = frames.stream().map(frame -> frame.get(target)).toList();
      Numerals numerals = Numerals.fitting(values(states));
      String sign = exact && numerals.exact(values(states)) ? "=" : "≈";
      Tensor any = states.get(0);
      List<String> texts = states.stream().map(state -> numerals.texts(state.data())).toList();
      targets.add(new Target(names.get(k), any.size(0), any.size(1), texts, sign));
    }
    return targets;
  }

  /** The first so many values of a tensor, then zeros. */
  private static Tensor first(Tensor tensor, int count) {
    Tensor part = Tensor.zeros(tensor.shape());
    System.arraycopy(tensor.data(), 0, part.data(), 0, count);
    return part;
  }

  private static List<List<int[]>> arrays(List<List<Share>> shares) {
    return shares.stream()
        .map(
            cell ->
                cell.stream()
                    .map(add -> new int[] {add.target, add.at, add.source, add.from})
                    .toList())
        .toList();
  }

  private static Visual visual(String title, Data data, List<Tensor> given, List<Tensor> full) {
    StringBuilder html = new StringBuilder(Fallback.paragraph(data.note));
    StringBuilder text = new StringBuilder(data.note);
    List<String> names = new ArrayList<>(data.sources.stream().map(Source::caption).toList());
    names.add("Upstream gradient dout");
    List<Tensor> tensors = new ArrayList<>(given);
    data.targets.forEach(target -> names.add("Gradient " + target.name));
    tensors.addAll(full);
    for (int k = 0; k < names.size(); k++) {
      html.append(Fallback.tensor(names.get(k), tensors.get(k)));
      text.append('\n').append(names.get(k)).append(": ").append(tensors.get(k));
    }
    return Visual.of(title, "backward", data, html.toString(), text.toString());
  }

  private static void requireMatrix(Tensor tensor, String name) {
    VisualInput.requireMatrix(tensor, name, "(h, w)");
    String remedy = "crop it, for example %s.slice(0, 0, %d)".formatted(name, LARGEST);
    VisualInput.requireAtMost(LARGEST, tensor.size(0), tensor.size(1), name, remedy);
  }
}
