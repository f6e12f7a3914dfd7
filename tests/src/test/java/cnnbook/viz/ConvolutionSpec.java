package cnnbook.viz;

import static cnnbook.viz.Shown.batch;
import static cnnbook.viz.Shown.factor;
import static cnnbook.viz.Shown.plane;
import static cnnbook.viz.Shown.shortened;

import cnnbook.geometry.Axis;
import cnnbook.geometry.Window;
import cnnbook.ops.Conv2dOp;
import cnnbook.ops.NaiveConvolution;
import cnnbook.ops.PadMode;
import cnnbook.ops.TrueConv2dOp;
import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;

/** The convolution stepper. */
final class ConvolutionSpec implements VisualSpec {
  private static final int RANDOM_STATES = 125;

  private record Case(Tensor image, Tensor kernel, Window window) {
    Visual visual() {
      return Visuals.convolution(image, kernel, window);
    }
  }

  private static Map<String, Case> cases() {
    Random random = new Random(6);
    Map<String, Case> cases = new LinkedHashMap<>();
    cases.put(
        "edges",
        new Case(
            Tensor.matrix("0 0 0 9 9 9; 0 0 0 9 9 9; 0 0 5 9 9 9; 0 5 9 9 5 0; 5 9 9 5 0 0"),
            Tensor.matrix("-1 0 1; -2 0 2; -1 0 1"),
            Window.same(3)));
    cases.put(
        "holes",
        new Case(
            Tensor.uniform(random, -2, 2, 7, 9),
            Tensor.uniform(random, -1, 1, 3, 2),
            Window.custom(3, 2, 2, 1, 0, 0, 3).dilation(2, 3).stride(1, 2)));
    cases.put(
        "gaps",
        new Case(
            Tensor.gaussian(random, 0, 1e4, 5, 4),
            Tensor.gaussian(random, 0, 1e-3, 1, 2),
            Window.valid(1, 2).stride(2).padding(0, 1, 2, 0)));
    cases.put(
        "unusual",
        new Case(
            Tensor.matrix("1e9 NaN 2; -3e-9 Infinity 0; 7 -Infinity -0"),
            Tensor.matrix("0.5 -1; 1e-4 2"),
            Window.full(2)));
    cases.put(
        "largest",
        new Case(
            Tensor.uniform(random, 0, 1, 64, 64),
            Tensor.uniform(random, -1, 1, 11, 11),
            Window.same(11)));
    return cases;
  }

  @Override
  public String name() {
    return "convolution";
  }

  @Override
  public Map<String, Visual> samples() {
    return VisualSpec.visuals(cases(), Case::visual);
  }

  @Override
  public String code() {
    return """
        Visuals.convolution(
            Tensor.matrix("0 0 0 9 9 9; 0 0 0 9 9 9; 0 0 5 9 9 9; 0 5 9 9 5 0; 5 9 9 5 0 0"),
            Tensor.matrix("-1 0 1; -2 0 2; -1 0 1"),
            Window.same(3))""";
  }

  @Override
  public Map<String, Visual> problems() {
    Tensor kernel = Tensor.ones(3, 3);
    return Map.of(
        "kernel 3 does not fit the padded input of 2",
        Visuals.convolution(Tensor.ones(2, 5), kernel),
        "weight for input",
        Visuals.convolution(Tensor.ones(5, 5), kernel, Window.valid(2)),
        "crop it, for example image.slice(0, 0, 64).slice(1, 0, 60)",
        Visuals.convolution(Tensor.ones(65, 60), kernel),
        "image has shape (3, 8, 8)",
        Visuals.convolution(Tensor.ones(3, 8, 8), kernel),
        "padded image of 125×125",
        Visuals.convolution(Tensor.ones(5, 5), kernel, Window.valid(3).padding(60)),
        "kernel of 12×12",
        Visuals.convolution(Tensor.ones(12, 12), Tensor.ones(12, 12)));
  }

  @Override
  public List<State> states(String sample) {
    Working working = new Working(cases().get(sample));
    List<State> states = new ArrayList<>();
    for (boolean flip : new boolean[] {false, true}) {
      String choose = "choose mode " + (flip ? 1 : 0);
      states.add(new State(List.of(choose, "hover out 0 0"), working.output(flip, 0, 0)));
      for (int[] at : some(working.oh, working.ow)) {
        String hover = "hover out %d %d".formatted(at[0], at[1]);
        states.add(new State(List.of(hover), working.output(flip, at[0], at[1])));
      }
      for (int[] at : some(working.rows, working.columns)) {
        String hover = "hover in %d %d".formatted(at[0], at[1]);
        states.add(new State(List.of(hover), working.input(flip, at[0], at[1])));
      }
    }
    if (sample.equals("edges")) {
      states.addAll(predictions(working));
    }
    return states;
  }

  /** The learner is asked for values, answers wrong, right, and with something else. */
  private static List<State> predictions(Working working) {
    String hidden = String.join(" ", Collections.nCopies(9, "?"));
    String first = working.output(false, 0, 0).get("formula");
    String second = working.output(false, 0, 1).get("formula");
    String asked = first.substring(0, first.lastIndexOf('=')) + "= ?";
    return List.of(
        new State(
            List.of("choose mode 0", "press predict"),
            Map.of("formula", asked, "sum", "?", "products", hidden, "verdict", "")),
        new State(
            List.of("type answer seven", "press check"),
            Map.of("formula", asked, "verdict", "Type a number.")),
        new State(
            List.of("type answer 7", "press check"),
            Map.of("formula", first, "verdict", "✗ Not 7: " + first, "sum", "0")),
        new State(
            List.of("press step", "type answer 0.0", "press check"),
            Map.of("formula", second, "verdict", "✓ Right: " + second)),
        new State(List.of("hover in 0 0", "press step", "press back"), Map.of("formula", second)),
        new State(
            List.of("press predict"),
            Map.of("formula", first, "verdict", "", "out", "0" + " ·".repeat(29))));
  }

  @Override
  public List<String> scene() {
    return List.of("press all", "hover out 2 2");
  }

  /** All places of a grid; of a large one, so many at random that all states are 500. */
  private static List<int[]> some(int rows, int columns) {
    List<int[]> places = new ArrayList<>();
    Random random = new Random(500);
    if (rows * columns <= RANDOM_STATES) {
      for (int k = 0; k < rows * columns; k++) {
        places.add(new int[] {k / columns, k % columns});
      }
    } else {
      for (int k = 0; k < RANDOM_STATES; k++) {
        places.add(new int[] {random.nextInt(rows), random.nextInt(columns)});
      }
    }
    return places;
  }

  /** The texts of one case, from the operations and from the geometry's own forward rule. */
  private static final class Working {
    final Shown shown = new Shown();
    final Axis down;
    final Axis right;
    final Tensor image;
    final Tensor[] kernels;
    final Tensor[] outputs;
    final Numerals products;
    final int rows;
    final int columns;
    final int oh;
    final int ow;

    Working(Case one) {
      down = one.window.rows();
      right = one.window.columns();
      image = one.image;
      kernels = new Tensor[] {one.kernel, plane(TrueConv2dOp.flip(batch(one.kernel)))};
      outputs = new Tensor[2];
      Conv2dOp slow = new Conv2dOp(one.window, 1, PadMode.ZERO, new NaiveConvolution());
      for (int k = 0; k < 2; k++) {
        outputs[k] = plane(slow.forward(batch(image), batch(kernels[k])).out());
      }
      products = Numerals.products(image.data(), one.kernel.data());
      rows = image.size(0) + down.totalPadding();
      columns = image.size(1) + right.totalPadding();
      oh = outputs[0].size(0);
      ow = outputs[0].size(1);
    }

    Map<String, String> output(boolean flip, int i, int j) {
      Tensor kernel = kernels[flip ? 1 : 0];
      Tensor output = outputs[flip ? 1 : 0];
      StringJoiner window = new StringJoiner(" ");
      StringJoiner product = new StringJoiner(" ");
      List<String> terms = new ArrayList<>();
      for (int a = 0; a < kernel.size(0); a++) {
        for (int b = 0; b < kernel.size(1); b++) {
          float x = pixel(down.input(i, a), right.input(j, b));
          window.add(shown.text(image, x));
          product.add(products.text((double) x * kernel.get(a, b)));
          terms.add(times(x, kernel, a, b));
        }
      }
      String sum = shown.text(output, output.get(i, j));
      return Map.of(
          "window",
          window.toString(),
          "products",
          product.toString(),
          "kernel",
          shown.texts(kernel),
          "sum",
          sum,
          "formula",
          "out[%d, %d] = %s %s %s"
              .formatted(i, j, shortened(terms, " + "), sign(kernel, output), sum));
    }

    /** What an element of the padded image is used for, found by trying all outputs. */
    Map<String, String> input(boolean flip, int row, int column) {
      Tensor kernel = kernels[flip ? 1 : 0];
      int r = row - down.before();
      int c = column - right.before();
      List<String> uses = new ArrayList<>();
      for (int[] ai : readers(down, kernel.size(0), oh, r)) {
        for (int[] bj : readers(right, kernel.size(1), ow, c)) {
          String place = "out[%d, %d]".formatted(ai[1], bj[1]);
          uses.add(times(pixel(r, c), kernel, ai[0], bj[0]) + " in " + place);
        }
      }
      String name = (inside(r, c) ? "x" : "padding") + "[%d, %d]".formatted(r, c).replace('-', '−');
      String times = uses.size() == 1 ? "once" : uses.size() + " times";
      String what = name + " = " + shown.text(image, pixel(r, c)) + " is ";
      return Map.of(
          "sum",
          "–",
          "formula",
          what + (uses.isEmpty() ? "never read" : "read " + times + ": " + shortened(uses, ", ")));
    }

    /** The window's elements and positions that meet at an input element, found by trying all. */
    private static List<int[]> readers(Axis axis, int kernel, int positions, int input) {
      List<int[]> found = new ArrayList<>();
      for (int element = 0; element < kernel; element++) {
        for (int position = 0; position < positions; position++) {
          if (axis.input(position, element) == input) {
            found.add(new int[] {element, position});
          }
        }
      }
      return found;
    }

    private String sign(Tensor kernel, Tensor output) {
      return shown.exact(image) && shown.exact(kernel) && shown.exact(output) ? "=" : "≈";
    }

    private String times(float x, Tensor kernel, int a, int b) {
      return factor(shown.text(image, x)) + "·" + factor(shown.text(kernel, kernel.get(a, b)));
    }

    private boolean inside(int r, int c) {
      return r >= 0 && c >= 0 && r < image.size(0) && c < image.size(1);
    }

    private float pixel(int r, int c) {
      return inside(r, c) ? image.get(r, c) : 0;
    }
  }
}
