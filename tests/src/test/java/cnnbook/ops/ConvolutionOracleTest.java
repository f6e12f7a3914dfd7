package cnnbook.ops;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import cnnbook.geometry.Axis;
import cnnbook.geometry.Window;
import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Convolutions and the dense layer against two engines, on random legal shapes, forward and
 * backward: 1,000 cases each, 50,000 in the slow profile.
 *
 * <table>
 * <caption>How each operation is held</caption>
 * <tr><th>operation</th><th>PyTorch</th><th>MXNet</th></tr>
 * <tr><td>Conv2dOp, zeros, even padding</td><td>directly</td><td>directly</td></tr>
 * <tr><td>Conv2dOp, uneven padding; reflect, replicate, circular</td><td colspan="2">composed: the
 * frame by matrix products, then the engine's convolution without padding (DJL has no such padding)
 * </td></tr>
 * <tr><td>Conv1dOp</td><td>directly</td><td>directly</td></tr>
 * <tr><td>TrueConv2dOp</td><td colspan="2">composed: the engine's convolution with the kernel flipped
 * by matrix products</td></tr>
 * <tr><td>TransposedConv2dOp</td><td colspan="2">composed: the gradient of the engine's convolution
 * (DJL's transposed convolution does not work on PyTorch)</td></tr>
 * <tr><td>Conv1x1Op, LinearOp</td><td>directly</td><td>directly</td></tr>
 * </table>
 */
class ConvolutionOracleTest {
  private final List<Oracle> oracles = Oracle.all();
  private final List<Convolution> algorithms =
      List.of(new NaiveConvolution(), new Im2colConvolution(), new FastConvolution());

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void conv2dEqualsTheEngines(@ForAll long seed) {
    Cases cases = new Cases(seed);
    Window window = new Window(cases.axis(true), cases.axis(true));
    check(seed, cases, window, PadMode.ZERO, (x, w, b, groups) -> conv(x, w, b, window, groups));
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void unevenAndMirroredPaddingEqualsTheEngines(@ForAll long seed) {
    Cases cases = new Cases(seed);
    Window window = new Window(cases.axis(false), cases.axis(false));
    PadMode mode = PadMode.values()[cases.between(0, 3)];
    check(
        seed,
        cases,
        window,
        mode,
        (x, w, b, groups) -> {
          List<Integer> rows = frame(window.rows(), (int) x.getShape().get(2), mode);
          List<Integer> columns = frame(window.columns(), (int) x.getShape().get(3), mode);
          return conv(Expand.select(x, rows, columns), w, b, window.padding(0), groups);
        });
  }

  private interface EngineConv {
    NDArray apply(NDArray x, NDArray w, NDArray b, int groups);
  }

  private void check(long seed, Cases cases, Window window, PadMode mode, EngineConv engineConv) {
    int groups = cases.between(1, 3);
    int c = groups * cases.between(1, 2);
    int f = groups * cases.between(1, 3);
    // Reflection needs more image than frame: 4 is the least.
    int least = mode == PadMode.ZERO ? 1 : 4;
    int h = Math.max(least, cases.size(window.rows()));
    int w = Math.max(least, cases.size(window.columns()));
    Tensor x = cases.normal(cases.between(1, 3), c, h, w);
    Tensor weight = cases.normal(f, c / groups, window.rows().kernel(), window.columns().kernel());
    Tensor bias = cases.normal(f);
    for (Oracle oracle : oracles) {
      Oracle.Answer answer =
          oracle.ask(
              in -> engineConv.apply(in.get(0), in.get(1), in.get(2), groups),
              seed,
              x,
              weight,
              bias);
      for (Convolution algorithm : algorithms) {
        Conv2dOp op = new Conv2dOp(window, groups, mode, algorithm);
        Conv2dOp.Forward forward = op.forward(x, weight, bias);
        Tensor dout = Oracle.random(seed, forward.out().shape().toArray());
        agree(oracle, op, answer, forward.out(), op.backward(forward, dout));
      }
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void conv1dEqualsTheEngines(@ForAll long seed) {
    Cases cases = new Cases(seed);
    Axis axis = cases.axis(true);
    int groups = cases.between(1, 3);
    int c = groups * cases.between(1, 2);
    int f = groups * cases.between(1, 3);
    Tensor x = cases.normal(cases.between(1, 3), c, cases.size(axis));
    Tensor weight = cases.normal(f, c / groups, axis.kernel());
    Tensor bias = cases.normal(f);
    Conv1dOp op = new Conv1dOp(axis, groups, PadMode.ZERO);
    Conv1dOp.Forward forward = op.forward(x, weight, bias);
    Tensor dout = Oracle.random(seed, forward.out().shape().toArray());
    Conv2dOp.Gradients gradients = op.backward(forward, dout);
    for (Oracle oracle : oracles) {
      Oracle.Answer answer =
          oracle.ask(
              in ->
                  Conv1d.conv1d(
                          in.get(0),
                          in.get(1),
                          in.get(2),
                          new Shape(axis.stride()),
                          new Shape(axis.before()),
                          new Shape(axis.dilation()),
                          groups)
                      .head(),
              seed,
              x,
              weight,
              bias);
      agree(oracle, op, answer, forward.out(), gradients);
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void trueConvolutionEqualsTheEnginesWithTheKernelFlipped(@ForAll long seed) {
    Cases cases = new Cases(seed);
    Window window = new Window(cases.axis(true), cases.axis(true));
    int c = cases.between(1, 3);
    int f = cases.between(1, 4);
    Tensor x =
        cases.normal(
            cases.between(1, 3), c, cases.size(window.rows()), cases.size(window.columns()));
    Tensor weight = cases.normal(f, c, window.rows().kernel(), window.columns().kernel());
    Tensor bias = cases.normal(f);
    TrueConv2dOp op = new TrueConv2dOp(window);
    Conv2dOp.Forward forward = op.forward(x, weight, bias);
    Tensor dout = Oracle.random(seed, forward.out().shape().toArray());
    for (Oracle oracle : oracles) {
      Oracle.Answer answer =
          oracle.ask(
              in -> {
                List<Integer> rows = countdown(window.rows().kernel());
                List<Integer> columns = countdown(window.columns().kernel());
                NDArray flipped = Expand.select(in.get(1), rows, columns);
                return conv(in.get(0), flipped, in.get(2), window, 1);
              },
              seed,
              x,
              weight,
              bias);
      agree(oracle, op, answer, forward.out(), op.backward(forward, dout));
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void transposedConvolutionEqualsTheGradientOfTheEngines(@ForAll long seed) {
    Cases cases = new Cases(seed);
    Window window = new Window(cases.axis(true), cases.axis(true));
    int groups = cases.between(1, 3);
    int c = groups * cases.between(1, 2);
    int f = groups * cases.between(1, 3);
    int outputPadding =
        cases.between(0, Math.min(window.rows().stride(), window.columns().stride()) - 1);
    // Large enough that padding leaves something.
    Tensor x = cases.normal(cases.between(1, 3), c, cases.between(8, 10), cases.between(9, 11));
    Tensor weight = cases.normal(c, f / groups, window.rows().kernel(), window.columns().kernel());
    Tensor noBias = Tensor.zeros(f);
    for (Convolution algorithm : algorithms) {
      TransposedConv2dOp op = new TransposedConv2dOp(window, groups, outputPadding, algorithm);
      TransposedConv2dOp.Forward forward = op.forward(x, weight, noBias);
      Tensor dout = Oracle.random(seed, forward.out().shape().toArray());
      Conv2dOp.Gradients gradients = op.backward(forward, dout);
      for (Oracle oracle : oracles) {
        // The convolution of dout with x as its upstream gradient.
        Oracle.Answer answer =
            oracle.ask(in -> convWithoutBias(in, window, groups), x, dout, weight);
        oracle.agree(op, forward.out(), answer.gradients().get(0));
        oracle.agree(op + " dx", gradients.dx(), answer.out());
        oracle.agree(op + " dw", gradients.dw(), answer.gradients().get(1));
      }
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void conv1x1EqualsTheEngines(@ForAll long seed) {
    Cases cases = new Cases(seed);
    int c = cases.between(1, 5);
    int f = cases.between(1, 6);
    Tensor x = cases.normal(cases.between(1, 3), c, cases.between(1, 7), cases.between(1, 8));
    Tensor weight = cases.normal(f, c);
    Tensor bias = cases.normal(f);
    Conv1x1Op op = new Conv1x1Op();
    Conv1x1Op.Forward forward = op.forward(x, weight, bias);
    Tensor dout = Oracle.random(seed, forward.out().shape().toArray());
    for (Oracle oracle : oracles) {
      Oracle.Answer answer =
          oracle.ask(
              in -> conv(in.get(0), in.get(1).reshape(f, c, 1, 1), in.get(2), Window.valid(1), 1),
              seed,
              x,
              weight,
              bias);
      agree(oracle, op, answer, forward.out(), op.backward(forward, dout));
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void linearEqualsTheEngines(@ForAll long seed) {
    Cases cases = new Cases(seed);
    int c = cases.between(1, 9);
    int f = cases.between(1, 8);
    Tensor x = cases.normal(cases.between(1, 7), c);
    Tensor weight = cases.normal(f, c);
    Tensor bias = cases.normal(f);
    LinearOp op = new LinearOp();
    LinearOp.Forward forward = op.forward(x, weight, bias);
    Tensor dout = Oracle.random(seed, forward.out().shape().toArray());
    LinearOp.Gradients gradients = op.backward(forward, dout);
    for (Oracle oracle : oracles) {
      Oracle.Answer answer =
          oracle.ask(
              in -> Linear.linear(in.get(0), in.get(1), in.get(2)).head(), seed, x, weight, bias);
      oracle.agree(op, forward.out(), answer.out());
      oracle.agree(op + " dx", gradients.dx(), answer.gradients().get(0));
      oracle.agree(op + " dw", gradients.dw(), answer.gradients().get(1));
      oracle.agree(op + " db", gradients.db(), answer.gradients().get(2));
    }
  }

  private static void agree(
      Oracle oracle, Object op, Oracle.Answer answer, Tensor out, Conv2dOp.Gradients gradients) {
    oracle.agree(op, out, answer.out());
    oracle.agree(op + " dx", gradients.dx(), answer.gradients().get(0));
    oracle.agree(op + " dw", gradients.dw(), answer.gradients().get(1));
    oracle.agree(op + " db", gradients.db(), answer.gradients().get(2));
  }

  private static NDArray conv(NDArray x, NDArray w, NDArray b, Window window, int groups) {
    return Conv2d.conv2d(x, w, b, stride(window), padding(window), dilation(window), groups).head();
  }

  private static NDArray convWithoutBias(NDList in, Window window, int groups) {
    NDArray zeros = in.get(0).getManager().zeros(new Shape(in.get(1).getShape().get(0)));
    return conv(in.get(0), in.get(1), zeros, window, groups);
  }

  private static Shape stride(Window window) {
    return new Shape(window.rows().stride(), window.columns().stride());
  }

  private static Shape padding(Window window) {
    return new Shape(window.rows().before(), window.columns().before());
  }

  private static Shape dilation(Window window) {
    return new Shape(window.rows().dilation(), window.columns().dilation());
  }

  /** The element whose value stands at each place of a framed axis, −1 for zeros. */
  private static List<Integer> frame(Axis axis, int size, PadMode mode) {
    List<Integer> sources = new ArrayList<>();
    for (int i = -axis.before(); i < size + axis.after(); i++) {
      int source =
          switch (mode) {
            case ZERO -> i < 0 || i >= size ? -1 : i;
            case REFLECT -> i < 0 ? -i : i >= size ? size - 2 - (i - size) : i;
            case REPLICATE -> i < 0 ? 0 : i >= size ? size - 1 : i;
            case CIRCULAR -> (i + size) % size;
          };
      sources.add(source);
    }
    return sources;
  }

  private static List<Integer> countdown(int size) {
    List<Integer> down = new ArrayList<>();
    for (int i = size - 1; i >= 0; i--) {
      down.add(i);
    }
    return down;
  }
}
