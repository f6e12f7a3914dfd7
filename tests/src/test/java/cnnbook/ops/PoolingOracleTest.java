package cnnbook.ops;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import cnnbook.geometry.Axis;
import cnnbook.geometry.Window;
import cnnbook.models.Djl;
import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Pooling against two engines, on random legal shapes, forward and backward: 1,000 cases each,
 * 50,000 in the slow profile.
 *
 * <p>"Composed" means: the rows and columns under each window are laid side by side by matrix
 * products, and the engine pools windows that do not overlap. So padding, dilation, ceil mode and
 * divisors are this test's, the maximum and the mean and all gradients the engine's.
 *
 * <table>
 * <caption>How each operation is held</caption>
 * <tr><th>operation</th><th>PyTorch</th><th>MXNet</th></tr>
 * <tr><td>MaxPool2dOp, even padding, no dilation</td><td>directly, floor and ceil</td><td>directly in
 * floor mode; in ceil mode composed (MXNet keeps windows that begin in the padding)</td></tr>
 * <tr><td>MaxPool2dOp, any window</td><td>composed</td><td>composed (neither engine's pooling is
 * dilated or unevenly padded in DJL)</td></tr>
 * <tr><td>AvgPool2dOp, even padding, no dilation, padding counted</td><td>directly, floor and ceil</td>
 * <td>directly in floor mode (its ceil mode keeps windows that begin in the padding)</td></tr>
 * <tr><td>AvgPool2dOp, any window, either rule</td><td>composed (DJL on PyTorch ignores
 * countIncludePad=false)</td><td>composed</td></tr>
 * <tr><td>GlobalAvgPoolOp, GlobalMaxPoolOp</td><td>directly</td><td>directly</td></tr>
 * <tr><td>AdaptiveAvgPool2dOp, AdaptiveMaxPool2dOp</td><td>composed (DJL has none)</td>
 * <td>composed</td></tr>
 * </table>
 */
class PoolingOracleTest {
  private final List<Oracle> oracles = Oracle.all();

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void maxPoolEqualsTheEngines(@ForAll long seed) {
    Cases cases = new Cases(seed);
    Window window = cases.poolWindow(true);
    Tensor x = image(cases, window);
    MaxPool2dOp op = new MaxPool2dOp(window);
    MaxPool2dOp.Forward forward = op.forward(x);
    Tensor dx = op.backward(forward, dout(seed, forward.out()));
    for (Oracle oracle : direct(window)) {
      Oracle.Answer answer =
          oracle.ask(
              in ->
                  Pool.maxPool2d(
                      in.get(0), kernel(window), stride(window), padding(window), ceil(window)),
              seed,
              x);
      agree(oracle, op, answer, forward.out(), dx);
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void maxPoolOfAnyWindowEqualsTheEngines(@ForAll long seed) {
    Cases cases = new Cases(seed);
    Window window = cases.poolWindow(false);
    Tensor x = image(cases, window);
    MaxPool2dOp op = new MaxPool2dOp(window);
    MaxPool2dOp.Forward forward = op.forward(x);
    Tensor dx = op.backward(forward, dout(seed, forward.out()));
    List<Integer> rows = under(window.rows(), x.size(2), forward.out().size(2));
    List<Integer> columns = under(window.columns(), x.size(3), forward.out().size(3));
    Tensor floor = lowestOutside(rows, columns);
    for (Oracle oracle : oracles) {
      Oracle.Answer answer =
          oracle.ask(
              in -> {
                NDArray spread = Expand.select(in.get(0), rows, columns);
                NDArray lowered = spread.add(Djl.array(spread.getManager(), floor));
                return Pool.maxPool2d(
                    lowered, kernel(window), kernel(window), new Shape(0, 0), false);
              },
              seed,
              x);
      agree(oracle, op, answer, forward.out(), dx);
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void averagePoolEqualsTheEngines(@ForAll long seed) {
    Cases cases = new Cases(seed);
    Window window = cases.poolWindow(true);
    Tensor x = image(cases, window);
    AvgPool2dOp op = new AvgPool2dOp(window, true);
    AvgPool2dOp.Forward forward = op.forward(x);
    Tensor dx = op.backward(forward, dout(seed, forward.out()));
    for (Oracle oracle : direct(window)) {
      Oracle.Answer answer =
          oracle.ask(
              in ->
                  Pool.avgPool2d(
                      in.get(0),
                      kernel(window),
                      stride(window),
                      padding(window),
                      ceil(window),
                      true),
              seed,
              x);
      agree(oracle, op, answer, forward.out(), dx);
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void averagePoolOfAnyWindowEqualsTheEngines(@ForAll long seed) {
    Cases cases = new Cases(seed);
    Window window = cases.poolWindow(false);
    Tensor x = image(cases, window);
    AvgPool2dOp op = new AvgPool2dOp(window, cases.flip());
    AvgPool2dOp.Forward forward = op.forward(x);
    Tensor dx = op.backward(forward, dout(seed, forward.out()));
    int oh = forward.out().size(2);
    int ow = forward.out().size(3);
    Tensor rows = means(window.rows(), x.size(2), oh, op.countPadding());
    Tensor columns = means(window.columns(), x.size(3), ow, op.countPadding());
    for (Oracle oracle : oracles) {
      Oracle.Answer answer = oracle.ask(in -> Expand.weigh(in.get(0), rows, columns), seed, x);
      agree(oracle, op, answer, forward.out(), dx);
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void globalPoolsEqualTheEngines(@ForAll long seed) {
    Cases cases = new Cases(seed);
    Tensor x = image(cases, Window.valid(1));
    GlobalAvgPoolOp average = new GlobalAvgPoolOp();
    GlobalMaxPoolOp max = new GlobalMaxPoolOp();
    Tensor dout = Oracle.random(seed, x.size(0), x.size(1));
    GlobalAvgPoolOp.Forward averaged = average.forward(x);
    MaxPool2dOp.Forward largest = max.forward(x);
    for (Oracle oracle : oracles) {
      Oracle.Answer mean = oracle.ask(in -> Pool.globalAvgPool2d(in.get(0)), seed, x);
      agree(oracle, average, mean, averaged.out(), average.backward(averaged, dout));
      Oracle.Answer winner = oracle.ask(in -> Pool.globalMaxPool2d(in.get(0)), seed, x);
      agree(oracle, max, winner, largest.out(), max.backward(largest, dout));
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void adaptiveAveragePoolEqualsTheEngines(@ForAll long seed) {
    Cases cases = new Cases(seed);
    Tensor x = image(cases, Window.valid(1));
    AdaptiveAvgPool2dOp op = new AdaptiveAvgPool2dOp(cases.between(1, 8), cases.between(1, 8));
    AdaptiveAvgPool2dOp.Forward forward = op.forward(x);
    Tensor dx = op.backward(forward, dout(seed, forward.out()));
    Tensor rows = adaptiveMeans(op.oh(), x.size(2));
    Tensor columns = adaptiveMeans(op.ow(), x.size(3));
    for (Oracle oracle : oracles) {
      Oracle.Answer answer = oracle.ask(in -> Expand.weigh(in.get(0), rows, columns), seed, x);
      agree(oracle, op, answer, forward.out(), dx);
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void adaptiveMaxPoolEqualsTheEngines(@ForAll long seed) {
    Cases cases = new Cases(seed);
    Tensor x = image(cases, Window.valid(1));
    AdaptiveMaxPool2dOp op = new AdaptiveMaxPool2dOp(cases.between(1, 8), cases.between(1, 8));
    MaxPool2dOp.Forward forward = op.forward(x);
    Tensor dx = op.backward(forward, dout(seed, forward.out()));
    int kh = longest(op.oh(), x.size(2));
    int kw = longest(op.ow(), x.size(3));
    List<Integer> rows = adaptiveUnder(op.oh(), x.size(2), kh);
    List<Integer> columns = adaptiveUnder(op.ow(), x.size(3), kw);
    for (Oracle oracle : oracles) {
      Shape kernel = new Shape(kh, kw);
      Oracle.Answer answer =
          oracle.ask(
              in ->
                  Pool.maxPool2d(
                      Expand.select(in.get(0), rows, columns),
                      kernel,
                      kernel,
                      new Shape(0, 0),
                      false),
              seed,
              x);
      agree(oracle, op, answer, forward.out(), dx);
    }
  }

  private static Tensor image(Cases cases, Window window) {
    return cases.normal(
        cases.between(1, 3),
        cases.between(1, 4),
        cases.poolSize(window.rows()),
        cases.poolSize(window.columns()));
  }

  private static Tensor dout(long seed, Tensor out) {
    return Oracle.random(seed, out.shape().toArray());
  }

  private List<Oracle> direct(Window window) {
    return ceil(window) ? List.of(Oracle.pyTorch()) : oracles;
  }

  private static void agree(Oracle oracle, Object op, Oracle.Answer answer, Tensor out, Tensor dx) {
    oracle.agree(op, out, answer.out());
    oracle.agree(op + " dx", dx, answer.gradients().get(0));
  }

  /**
   * For each position of the window and each of its elements the input element, −1 in the padding.
   */
  private static List<Integer> under(Axis axis, int size, int positions) {
    List<Integer> sources = new ArrayList<>();
    for (int position = 0; position < positions; position++) {
      for (int element = 0; element < axis.kernel(); element++) {
        int source = position * axis.stride() - axis.before() + element * axis.dilation();
        sources.add(source >= 0 && source < size ? source : -1);
      }
    }
    return sources;
  }

  private static Tensor lowestOutside(List<Integer> rows, List<Integer> columns) {
    Tensor floor = Tensor.zeros(1, 1, rows.size(), columns.size());
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < columns.size(); j++) {
        floor.set(rows.get(i) < 0 || columns.get(j) < 0 ? -1e30 : 0, 0, 0, i, j);
      }
    }
    return floor;
  }

  /** Row i weighs the input elements under the window at position i by 1 / divisor. */
  private static Tensor means(Axis axis, int size, int positions, boolean countPadding) {
    Tensor weights = Tensor.zeros(positions, size);
    for (int position = 0; position < positions; position++) {
      List<Integer> inside = new ArrayList<>();
      int counted = 0;
      for (int element = 0; element < axis.kernel(); element++) {
        int source = position * axis.stride() - axis.before() + element * axis.dilation();
        boolean inInput = source >= 0 && source < size;
        if (inInput) {
          inside.add(source);
        }
        counted += inInput || countPadding && source < size + axis.after() ? 1 : 0;
      }
      for (int source : inside) {
        weights.set(1.0 / counted, position, source);
      }
    }
    return weights;
  }

  private static int firstOf(int position, int outputs, int size) {
    return (int) Math.floor((double) position * size / outputs);
  }

  private static int endOf(int position, int outputs, int size) {
    return (int) Math.ceil((double) (position + 1) * size / outputs);
  }

  private static Tensor adaptiveMeans(int outputs, int size) {
    Tensor weights = Tensor.zeros(outputs, size);
    for (int position = 0; position < outputs; position++) {
      int first = firstOf(position, outputs, size);
      int end = endOf(position, outputs, size);
      for (int source = first; source < end; source++) {
        weights.set(1.0 / (end - first), position, source);
      }
    }
    return weights;
  }

  private static int longest(int outputs, int size) {
    int longest = 0;
    for (int position = 0; position < outputs; position++) {
      int length = endOf(position, outputs, size) - firstOf(position, outputs, size);
      longest = Math.max(longest, length);
    }
    return longest;
  }

  /** Windows of one length: short ones repeat their last element, which changes no maximum. */
  private static List<Integer> adaptiveUnder(int outputs, int size, int length) {
    List<Integer> sources = new ArrayList<>();
    for (int position = 0; position < outputs; position++) {
      int last = endOf(position, outputs, size) - 1;
      for (int element = 0; element < length; element++) {
        sources.add(Math.min(last, firstOf(position, outputs, size) + element));
      }
    }
    return sources;
  }

  private static Shape kernel(Window window) {
    return new Shape(window.rows().kernel(), window.columns().kernel());
  }

  private static Shape stride(Window window) {
    return new Shape(window.rows().stride(), window.columns().stride());
  }

  private static Shape padding(Window window) {
    return new Shape(window.rows().before(), window.columns().before());
  }

  private static boolean ceil(Window window) {
    return window.rows().ceil();
  }
}
