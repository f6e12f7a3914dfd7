package cnnbook.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import cnnbook.geometry.Axis;
import cnnbook.geometry.Window;
import cnnbook.tensor.Tensor;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Whatever does not fit is refused, with the numbers and what would be legal. */
class BadInputTest {
  private static final Tensor X = Tensor.zeros(2, 4, 5, 6);
  private static final Conv2dOp CONV = new Conv2dOp(Window.valid(3));

  @Test
  void convolutionsRefuseShapesThatDoNotFit() {
    refused(() -> CONV.forward(X, Tensor.zeros(7, 3, 3, 3)), "(7, 3, 3, 3)", "(7, 4, 3, 3)");
    refused(() -> CONV.forward(X, Tensor.zeros(7, 4, 3, 2)), "(7, 4, 3, 2)", "(7, 4, 3, 3)");
    refused(() -> CONV.forward(Tensor.zeros(4, 5, 6), X), "3 axes", "(n, c, h, w)");
    refused(() -> CONV.forward(X, Tensor.zeros(4, 3, 3)), "3 axes");
    Tensor weight = Tensor.zeros(7, 4, 3, 3);
    refused(() -> CONV.forward(X, weight, Tensor.zeros(6)), "bias", "(6)", "(7)");
    Conv2dOp.Forward forward = CONV.forward(X, weight);
    refused(() -> CONV.backward(forward, X), "dout", "(2, 4, 5, 6)", "(2, 7, 3, 4)");
    refused(() -> CONV.inputGradient(forward, X), "dout");
    refused(() -> CONV.weightGradient(forward, X), "dout");
  }

  @Test
  void convolutionsRefuseKernelsAndGroupsThatDoNotFit() {
    refused(
        () -> new Conv2dOp(Window.valid(6)).forward(X, Tensor.zeros(7, 4, 6, 6)),
        "kernel 6 does not fit the padded input of 5",
        "padding ≥ 1");
    refused(() -> CONV.groups(3).forward(X, Tensor.zeros(6, 1, 3, 3)), "groups is 3", "4 channels");
    refused(() -> CONV.groups(2).forward(X, Tensor.zeros(7, 2, 3, 3)), "7 filters");
    refused(() -> CONV.groups(0).forward(X, Tensor.zeros(7, 4, 3, 3)), "groups is 0");
    Tensor weight = Tensor.zeros(7, 4, 3, 3);
    refused(() -> new Conv2dOp(Window.valid(3).ceil()).forward(X, weight), "ceil is for pooling");
  }

  @Test
  void framesRefuseMoreThanTheImageHolds() {
    refused(() -> new Pad2dOp(5, 0, 0, 0, PadMode.REFLECT).forward(X), "of 5 rows", "at most 4");
    new Pad2dOp(4, 0, 0, 5, PadMode.REFLECT).forward(X);
    refused(
        () -> new Pad2dOp(0, 0, 0, 7, PadMode.CIRCULAR).forward(X), "of 7 columns", "at most 6");
    new Pad2dOp(5, 0, 6, 6, PadMode.CIRCULAR).forward(X);
    refused(() -> new Pad2dOp(-1, 0, 0, 0, PadMode.ZERO), "top is -1");
    refused(() -> new Pad2dOp(0, -1, 0, 0, PadMode.ZERO), "bottom is -1");
    refused(() -> new Pad2dOp(0, 0, -1, 0, PadMode.ZERO), "left is -1");
    refused(() -> new Pad2dOp(0, 0, 0, -1, PadMode.ZERO), "right is -1");
    refused(() -> new Pad2dOp(0, 0, 0, 0, PadMode.ZERO).forward(Tensor.zeros(3)), "1 axes");
  }

  @Test
  void theOtherConvolutionsRefuseShapesThatDoNotFit() {
    Conv1dOp one = new Conv1dOp(Axis.of(3));
    refused(() -> one.forward(X, Tensor.zeros(2, 4, 3), Tensor.zeros(2)), "(n, c, l)");
    refused(() -> one.forward(Tensor.zeros(2, 4, 9), X, Tensor.zeros(2)), "(f, c / groups, k)");
    Conv1dOp.Forward signal =
        one.forward(Tensor.zeros(2, 4, 9), Tensor.zeros(5, 4, 3), Tensor.zeros(5));
    refused(() -> one.backward(signal, Tensor.zeros(2, 5, 9)), "dout", "(2, 5, 7)");
    TransposedConv2dOp up = new TransposedConv2dOp(Window.valid(2).stride(2));
    Tensor kernels = Tensor.zeros(4, 3, 2, 2);
    refused(() -> up.forward(X, Tensor.zeros(5, 3, 2, 2), Tensor.zeros(3)), "(5, 3, 2, 2)");
    refused(() -> up.forward(X, kernels, Tensor.zeros(4)), "bias", "(4)", "(3)");
    refused(() -> up.forward(Tensor.zeros(2), kernels, Tensor.zeros(3)), "(n, c, h, w)");
    refused(() -> up.forward(X, Tensor.zeros(2), Tensor.zeros(3)), "(c, f / groups, kh, kw)");
    TransposedConv2dOp.Forward large = up.forward(X, kernels, Tensor.zeros(3));
    refused(() -> up.backward(large, X), "dout", "(2, 3, 10, 12)");
    refused(
        () ->
            new TransposedConv2dOp(Window.valid(2).stride(2), 1, 2, new NaiveConvolution())
                .forward(X, kernels, Tensor.zeros(3)),
        "output padding 2",
        "0 … 1");
    refused(() -> TrueConv2dOp.flip(Tensor.zeros(2, 2)), "(f, c, kh, kw)");
    Conv1x1Op mix = new Conv1x1Op();
    refused(() -> mix.forward(X, Tensor.zeros(3, 5), Tensor.zeros(3)), "(3, 5)", "(3, 4)");
    refused(() -> mix.forward(X, Tensor.zeros(3, 4), Tensor.zeros(4)), "bias");
    refused(() -> mix.forward(X, X, Tensor.zeros(4)), "(f, c)");
    refused(() -> mix.forward(Tensor.zeros(2), Tensor.zeros(3, 4), Tensor.zeros(3)), "4, (n");
    Conv1x1Op.Forward mixed = mix.forward(X, Tensor.zeros(3, 4), Tensor.zeros(3));
    refused(() -> mix.backward(mixed, X), "dout", "(2, 3, 5, 6)");
    LinearOp dense = new LinearOp();
    Tensor rows = Tensor.zeros(2, 4);
    refused(() -> dense.forward(rows, Tensor.zeros(3, 5), Tensor.zeros(3)), "(3, 5)", "(3, 4)");
    refused(() -> dense.forward(X, Tensor.zeros(3, 5), Tensor.zeros(3)), "(n, c)");
    refused(() -> dense.forward(rows, X, Tensor.zeros(3)), "(f, c)");
    refused(() -> dense.forward(rows, Tensor.zeros(3, 4), Tensor.zeros(1)), "bias");
    LinearOp.Forward done = dense.forward(rows, Tensor.zeros(3, 4), Tensor.zeros(3));
    refused(() -> dense.backward(done, rows), "dout", "(2, 3)");
  }

  @Test
  void poolsRefuseWindowsWithoutAnElement() {
    refused(() -> MaxPool2dOp.of(6).forward(X), "kernel 6");
    Window padded = Window.valid(2).padding(2, 0, 0, 0);
    refused(() -> new MaxPool2dOp(padded).forward(X), "window 0 along the rows", "padding");
    Window right = Window.valid(2).padding(0, 0, 0, 2);
    refused(() -> new AvgPool2dOp(right, true).forward(X), "along the columns");
    refused(() -> MaxPool2dOp.of(2).forward(Tensor.zeros(2)), "(n, c, h, w)");
    refused(() -> new GlobalAvgPoolOp().forward(Tensor.zeros(2)), "(n, c, h, w)");
    refused(() -> new GlobalMaxPoolOp().forward(Tensor.zeros(2)), "(n, c, h, w)");
    refused(() -> new AdaptiveAvgPool2dOp(0, 1), "oh is 0");
    refused(() -> new AdaptiveAvgPool2dOp(1, 0), "ow is 0");
    refused(() -> new AdaptiveMaxPool2dOp(0, 1), "oh is 0");
    refused(() -> new AdaptiveMaxPool2dOp(1, 0), "ow is 0");
    refused(() -> new AdaptiveAvgPool2dOp(1, 1).forward(Tensor.zeros(2)), "(n, c, h, w)");
    refused(() -> new AdaptiveMaxPool2dOp(1, 1).forward(Tensor.zeros(2)), "(n, c, h, w)");
  }

  /** Size overflow would cut the image in silence: 2³¹ − 1 rows on both sides wrap to −2. */
  @Test
  void framesRefuseSizesBeyondAnInt() {
    int most = Integer.MAX_VALUE;
    for (PadMode mode : List.of(PadMode.ZERO, PadMode.REPLICATE)) {
      refused(() -> new Pad2dOp(most, most, 0, 0, mode).forward(X), "fit 5 rows", "1073741821");
      refused(() -> new Pad2dOp(0, 0, most, most, mode).forward(X), "fit 6 columns", "at most");
    }
  }

  @Test
  void framesRefuseGradientsThatNoFramedImageHas() {
    Tensor dout = Tensor.ones(1, 1, 5, 3);
    refused(() -> new Pad2dOp(3, 0, 0, 0, PadMode.REFLECT).backward(dout), "2 rows", "at most 1");
    refused(() -> new Pad2dOp(3, 3, 0, 0, PadMode.ZERO).backward(dout), "-1 rows", "(1, 1, 5, 3)");
    refused(() -> new Pad2dOp(0, 0, 3, 0, PadMode.ZERO).backward(dout), "0 columns");
  }

  @Test
  void columnsBeyondAnArrayAreRefused() {
    ConvShape shape = new ConvShape(1, 4000, 1000, 1000, 1, 1, Window.valid(1));
    Tensor tiny = Tensor.zeros(1);
    for (ThrowingCallable way :
        List.<ThrowingCallable>of(
            () -> new Im2colConvolution().forward(tiny, tiny, shape),
            () -> new Im2colConvolution().weightGradient(tiny, tiny, shape))) {
      refused(way, "(4000, 1000000)", "too many values");
    }
  }

  @Test
  void transposedConvolutionsNameTheGroupsThatDoNotDivide() {
    for (int groups : new int[] {0, -1, 3}) {
      TransposedConv2dOp op =
          new TransposedConv2dOp(Window.valid(3), groups, 0, new FastConvolution());
      refused(
          () -> op.forward(X, Tensor.zeros(4, 2, 3, 3), Tensor.zeros(6)),
          "groups is " + groups,
          "4 channels");
    }
  }

  @Test
  void runningStatisticsHaveOneShape() {
    refused(() -> new RunningStatistics(Tensor.zeros(3), Tensor.ones(2)), "(3)", "(2)");
    assertThatNullPointerException().isThrownBy(() -> new GeluOp(null)).withMessage("form");
  }

  @Test
  void backwardRefusesAnotherShapeThanForwardGave() {
    for (Layer layer :
        List.of(
            MaxPool2dOp.of(2),
            AvgPool2dOp.of(2),
            new Pad2dOp(1, 1, 1, 1, PadMode.ZERO),
            new GlobalAvgPoolOp(),
            new GlobalMaxPoolOp(),
            new AdaptiveAvgPool2dOp(2, 2),
            new AdaptiveMaxPool2dOp(2, 2),
            new FlattenOp(),
            new ReluOp(),
            new SoftmaxOp(),
            new LogSoftmaxOp(),
            new DropoutOp(0.5).layer(new Random(1)),
            new BatchNormLayer("norm", 4))) {
      Pass pass = layer.forward(X, true);
      refused(() -> pass.backward().apply(Tensor.zeros(2, 3, 5, 6)), "dout", "(2, 3, 5, 6)");
    }
    LayerNormOp norm = new LayerNormOp();
    LayerNormOp.Forward forward = norm.forward(X, Tensor.zeros(6), Tensor.zeros(6));
    refused(() -> norm.backward(forward, Tensor.zeros(6)), "dout");
  }

  @Test
  void normalizationsRefuseShapesAndNumbersThatDoNotFit() {
    BatchNormOp op = new BatchNormOp();
    Tensor four = Tensor.zeros(4);
    Tensor three = Tensor.zeros(3);
    RunningStatistics running = new RunningStatistics(4);
    refused(() -> op.forwardTraining(X, three, four, running), "gamma", "(3)", "(4)");
    refused(() -> op.forwardTraining(X, four, three, running), "beta");
    refused(() -> op.forwardInference(X, four, four, new RunningStatistics(3)), "running mean");
    refused(
        () -> op.forwardInference(X, four, four, new RunningStatistics(four, three)),
        "running variance");
    refused(() -> op.forwardTraining(four, four, four, running), "at least 2 axes");
    refused(
        () -> op.forwardTraining(Tensor.zeros(1, 4), four, four, running),
        "one value for each channel");
    refused(() -> new BatchNormOp(0, 0.1), "epsilon");
    refused(() -> new BatchNormOp(1e-5, 1.1), "momentum is 1.1", "0.0 … 1.0");
    refused(() -> new BatchNormOp(1e-5, Double.NaN), "momentum is NaN");
    LayerNormOp layer = new LayerNormOp();
    refused(() -> new LayerNormOp(-1), "epsilon");
    refused(() -> layer.forward(X, Tensor.zeros(5), Tensor.zeros(5)), "(5)", "(2, 4, 5, 6)");
    refused(() -> layer.forward(X, Tensor.zeros(5, 6), Tensor.zeros(6)), "beta");
    refused(() -> layer.forward(X, Tensor.scalar(1), Tensor.scalar(1)), "last axes");
    refused(() -> layer.forward(four, X, X), "last axes");
  }

  @Test
  void probabilitiesAreNumbersBetweenZeroAndOne() {
    refused(() -> new DropoutOp(Double.NaN), "p is NaN", "0.0 ≤ p < 1.0");
    refused(() -> new DropoutOp(1), "p is 1.0");
    refused(() -> new DropoutOp(-0.1), "p is -0.1");
    refused(() -> new CrossEntropyOp(Double.NaN), "smoothing is NaN");
    refused(() -> new CrossEntropyOp(1), "smoothing is 1.0");
    refused(() -> new SoftmaxOp().forward(Tensor.vector(1, Double.NaN)), "NaN", "finite");
    refused(
        () -> new LogSoftmaxOp().forward(Tensor.vector(1, Double.POSITIVE_INFINITY)), "Infinity");
    CrossEntropyOp op = new CrossEntropyOp();
    Tensor scores = Tensor.zeros(2, 3);
    refused(() -> op.forward(scores, 0), "1 labels", "needed are 2");
    refused(() -> op.forward(scores, 0, 3), "label 1 is 3", "0 … 2");
    refused(() -> op.forward(scores, -1, 0), "label 0 is -1");
    refused(() -> op.forward(Tensor.zeros(3), 0), "(n, K)");
    refused(() -> op.forward(Tensor.zeros(3), Tensor.zeros(3)), "(n, K)");
    refused(() -> op.forward(scores, Tensor.zeros(3, 2)), "targets", "(3, 2)", "(2, 3)");
    refused(() -> op.forward(scores, Tensor.matrix("1 0 0; 0.5 0 0")), "image 1 sum to 0.5");
    refused(() -> op.forward(scores, Tensor.matrix("1 0 0; 2 -1 0")), "target 3 is 2.0");
    refused(() -> op.forward(scores, Tensor.matrix("1 0 0; NaN 0 1")), "target 3 is NaN");
    refused(() -> op.forward(Tensor.matrix("1 NaN 2; 0 0 0"), 0, 0), "NaN");
    refused(() -> new MseOp().forward(scores, Tensor.zeros(3)), "(2, 3)", "(3)");
  }

  @Test
  void ratesAndSlopesAreInTheirRange() {
    refused(() -> new LeakyReluOp(-0.1), "negative slope");
    refused(() -> new EluOp(Double.NaN), "alpha is NaN");
    refused(() -> new L1Penalty(-1, List.of()), "lambda");
    refused(() -> new L2Penalty(Double.POSITIVE_INFINITY, List.of()), "lambda");
    refused(() -> new Sgd(0), "learning rate");
    refused(() -> new Sgd(1, 1, false, 0), "momentum is 1.0");
    refused(() -> new Sgd(1, 0, true, 0), "Nesterov");
    refused(() -> new Sgd(1, 0, false, -1), "weight decay");
    refused(() -> Adam.adam(Double.NaN), "learning rate");
    refused(() -> Adam.adam(1, 1, 0, 1, 0), "beta1");
    refused(() -> Adam.adam(1, 0, -1, 1, 0), "beta2");
    refused(() -> Adam.adam(1, 0, 0, 0, 0), "epsilon");
    refused(() -> Adam.adamW(1, 0, 0, 1, -1), "weight decay");
    refused(() -> Initializer.HE_NORMAL.create(new Random(1), 5), "2 axes");
    refused(() -> new Parameter("w", Tensor.zeros(2), Tensor.zeros(3)), "(3)", "(2)");
  }

  @Test
  void sumsAndConcatenationsNeedEqualShapes() {
    refused(() -> new AddOp().forward(Tensor.zeros(2, 3), Tensor.zeros(1, 3)), "(1, 3)");
    ConcatOp op = new ConcatOp(1);
    refused(() -> op.forward(List.of()), "at least 1 tensor");
    refused(() -> op.forward(List.of(Tensor.zeros(2, 3), Tensor.zeros(3, 3))), "(3, 3)", "axis 1");
    refused(() -> op.forward(List.of(Tensor.zeros(2, 3), Tensor.zeros(2, 3, 1))), "(2, 3, 1)");
    List<Tensor> inputs = List.of(Tensor.zeros(2, 3), Tensor.zeros(2, 1));
    refused(() -> op.backward(inputs, Tensor.zeros(2, 5)), "size 5", "together 4");
    refused(() -> op.backward(inputs, Tensor.zeros(3, 4)), "(3, 3)", "(2, 3)");
  }

  private static void refused(ThrowingCallable call, String... parts) {
    assertThatIllegalArgumentException()
        .isThrownBy(call)
        .satisfies(
            thrown -> {
              for (String part : parts) {
                assertThat(thrown).hasMessageContaining(part);
              }
            });
  }
}
