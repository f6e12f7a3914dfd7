package cnnbook.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cnnbook.geometry.Axis;
import cnnbook.geometry.Window;
import cnnbook.tensor.Shape;
import cnnbook.tensor.Tensor;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Small cases whose results were worked out with pencil and paper. */
class OpsByHandTest {
  private static final Tensor NINE = image("1 2 3; 4 5 6; 7 8 9");

  @Test
  void everyAlgorithmCorrelatesForwardAndBackward() {
    for (Convolution algorithm :
        List.of(new NaiveConvolution(), new Im2colConvolution(), new FastConvolution())) {
      Conv2dOp op = new Conv2dOp(Window.valid(2)).algorithm(algorithm);
      Conv2dOp.Forward forward = op.forward(NINE, image("1 0; 0 -1"), Tensor.vector(10));
      assertThat(forward.out()).isEqualTo(image("6 6; 6 6"));
      Conv2dOp.Gradients gradients = op.backward(forward, image("1 0; 0 2"));
      assertThat(gradients.dx()).isEqualTo(image("1 0 0; 0 1 0; 0 0 -2"));
      assertThat(gradients.dw()).isEqualTo(image("11 14; 20 23"));
      assertThat(gradients.db()).isEqualTo(Tensor.vector(3));
    }
  }

  @Test
  void unevenPaddingStrideAndDilationPickTheRightPixels() {
    Window window = Window.valid(2, 1).stride(2).padding(1, 0, 0, 1).dilation(2, 1);
    // Rows −1 and 1, then 1 and 3 does not fit: one position down, two to the right.
    Tensor out = new Conv2dOp(window).forward(NINE, image("100; 1")).out();
    assertThat(out).isEqualTo(image("4 6"));
  }

  @Test
  void groupsSeeTheirOwnChannelsAlone() {
    Tensor x = Tensor.vector(1, 10, 100, 1000).reshape(1, 4, 1, 1);
    Tensor weight = Tensor.count(1, 4, 2, 1, 1);
    Tensor out = new Conv2dOp(Window.valid(1), 2).forward(x, weight).out();
    assertThat(out.data()).containsExactly(21, 43, 6500, 8700);
    Tensor depthwise = Tensor.count(1, 4, 1, 1, 1);
    assertThat(new Conv2dOp(Window.valid(1), 4).forward(x, depthwise).out().data())
        .containsExactly(1, 20, 300, 4000);
  }

  @Test
  void framesShowWhatTheirModesSay() {
    Tensor row = image("1 2 3 4");
    assertThat(frame(row, PadMode.ZERO)).isEqualTo(image("0 0 1 2 3 4 0 0"));
    assertThat(frame(row, PadMode.REFLECT)).isEqualTo(image("3 2 1 2 3 4 3 2"));
    assertThat(frame(row, PadMode.REPLICATE)).isEqualTo(image("1 1 1 2 3 4 4 4"));
    assertThat(frame(row, PadMode.CIRCULAR)).isEqualTo(image("3 4 1 2 3 4 1 2"));
    Pad2dOp uneven = new Pad2dOp(1, 0, 0, 2, PadMode.ZERO);
    assertThat(uneven.forward(image("5"))).isEqualTo(image("0 0 0; 5 0 0"));
    assertThat(uneven.backward(image("1 2 3; 4 5 6"))).isEqualTo(image("4"));
    Pad2dOp reflect = new Pad2dOp(0, 0, 1, 1, PadMode.REFLECT);
    assertThat(reflect.backward(image("1 2 3 4 5"))).isEqualTo(image("2 9 4"));
  }

  private static Tensor frame(Tensor row, PadMode mode) {
    return new Pad2dOp(0, 0, 2, 2, mode).forward(row);
  }

  @Test
  void oneDimensionSlidesAlongTime() {
    Conv1dOp op = new Conv1dOp(new Axis(2, 2, 1, 0, 1, false));
    Tensor x = Tensor.vector(1, 2, 3, 4).reshape(1, 1, 4);
    Tensor weight = Tensor.vector(10, 1).reshape(1, 1, 2);
    Conv1dOp.Forward forward = op.forward(x, weight, Tensor.vector(0.5));
    assertThat(forward.out().data()).containsExactly(1.5f, 23.5f);
    assertThat(forward.out().shape()).isEqualTo(Shape.of(1, 1, 2));
  }

  @Test
  void trueConvolutionFlipsTheKernel() {
    TrueConv2dOp op = new TrueConv2dOp(Window.valid(2));
    Conv2dOp.Forward forward = op.forward(NINE, image("1 2; 3 4"), Tensor.zeros(1));
    // 1·5 + 2·4 + 3·2 + 4·1 = 23
    assertThat(forward.out()).isEqualTo(image("23 33; 53 63"));
    Tensor dw = op.backward(forward, image("1 0; 0 0")).dw();
    assertThat(dw).isEqualTo(image("5 4; 2 1"));
  }

  @Test
  void transposedConvolutionLaysDownTheKernel() {
    TransposedConv2dOp op = new TransposedConv2dOp(Window.valid(2).stride(2));
    Tensor out = op.forward(image("1 2"), image("1 2; 3 4"), Tensor.vector(1)).out();
    assertThat(out).isEqualTo(image("2 3 3 5; 4 5 7 9"));
    TransposedConv2dOp overlapping = new TransposedConv2dOp(Window.valid(1, 2));
    assertThat(overlapping.forward(image("1 2"), image("1 10"), Tensor.zeros(1)).out())
        .isEqualTo(image("1 12 20"));
    TransposedConv2dOp wider =
        new TransposedConv2dOp(Window.valid(2).stride(2), 1, 1, new NaiveConvolution());
    assertThat(wider.forward(image("1"), image("1 2; 3 4"), Tensor.zeros(1)).out())
        .isEqualTo(image("1 2 0; 3 4 0; 0 0 0"));
  }

  @Test
  void pointwiseAndDenseMixChannels() {
    Tensor x = Tensor.vector(1, 2, 10, 20).reshape(1, 2, 1, 2);
    Tensor weight = Tensor.matrix("1 1; 1 -1; 0 3");
    Tensor bias = Tensor.vector(0, 0, 1);
    assertThat(new Conv1x1Op().forward(x, weight, bias).out().data())
        .containsExactly(11, 22, -9, -18, 31, 61);
    LinearOp linear = new LinearOp();
    LinearOp.Forward forward = linear.forward(Tensor.matrix("1 10; 2 20"), weight, bias);
    assertThat(forward.out()).isEqualTo(Tensor.matrix("11 -9 31; 22 -18 61"));
    LinearOp.Gradients gradients = linear.backward(forward, Tensor.matrix("1 0 0; 0 0 1"));
    assertThat(gradients.dx()).isEqualTo(Tensor.matrix("1 1; 0 3"));
    assertThat(gradients.dw()).isEqualTo(Tensor.matrix("1 10; 0 0; 2 20"));
    assertThat(gradients.db()).isEqualTo(Tensor.vector(1, 0, 1));
  }

  @Test
  void maxPoolingPassesItsGradientToTheWinner() {
    MaxPool2dOp op = new MaxPool2dOp(Window.valid(2));
    MaxPool2dOp.Forward forward = op.forward(NINE);
    assertThat(forward.out()).isEqualTo(image("5 6; 8 9"));
    assertThat(op.backward(forward, image("1 2; 3 4"))).isEqualTo(image("0 0 0; 0 1 2; 0 3 4"));
    assertThat(MaxPool2dOp.of(2).forward(NINE).out()).isEqualTo(image("5"));
    MaxPool2dOp ceil = new MaxPool2dOp(Window.valid(2).stride(2).ceil());
    assertThat(ceil.forward(NINE).out()).isEqualTo(image("5 6; 8 9"));
    // Padding never wins, not even against negative numbers; of equal values the first does.
    MaxPool2dOp padded = new MaxPool2dOp(Window.valid(2).stride(2).padding(1));
    assertThat(padded.forward(image("-1 -1; -1 -1")).out()).isEqualTo(image("-1 -1; -1 -1"));
    MaxPool2dOp.Forward tie = op.forward(image("7 7; 7 7"));
    assertThat(tie.winners()).containsExactly(0);
    assertThat(op.forward(image("1 NaN; 3 4")).out().item()).isNaN();
  }

  @Test
  void averagePoolingCountsPaddingOrNot() {
    Window window = Window.valid(2).stride(2).padding(1, 0, 1, 0);
    assertThat(new AvgPool2dOp(window, true).forward(NINE).out())
        .isEqualTo(image("0.25 1.25; 2.75 7"));
    assertThat(new AvgPool2dOp(window, false).forward(NINE).out()).isEqualTo(image("1 2.5; 5.5 7"));
    // What lies beyond the padding never counts: the last windows are 1 wide.
    AvgPool2dOp ceil = new AvgPool2dOp(Window.valid(2).stride(2).ceil(), true);
    AvgPool2dOp.Forward forward = ceil.forward(NINE);
    assertThat(forward.out()).isEqualTo(image("3 4.5; 7.5 9"));
    assertThat(ceil.backward(forward, image("4 4; 4 4"))).isEqualTo(image("1 1 2; 1 1 2; 2 2 4"));
    assertThat(AvgPool2dOp.of(3).forward(NINE).out()).isEqualTo(image("5"));
  }

  @Test
  void globalAndAdaptivePoolingCoverTheImage() {
    assertThat(new GlobalAvgPoolOp().forward(NINE).out()).isEqualTo(Tensor.matrix("5"));
    assertThat(new GlobalMaxPoolOp().forward(NINE).out()).isEqualTo(Tensor.matrix("9"));
    assertThat(new AdaptiveAvgPool2dOp(2, 1).forward(NINE).out()).isEqualTo(image("3.5; 6.5"));
    assertThat(new AdaptiveMaxPool2dOp(2, 2).forward(NINE).out()).isEqualTo(image("5 6; 8 9"));
    assertThat(new AdaptiveMaxPool2dOp(1, 4).forward(NINE).out()).isEqualTo(image("7 8 9 9"));
  }

  @Test
  void batchNormalizationKeepsPyTorchsRunningStatistics() {
    Tensor x = Tensor.matrix("1 10; 3 10; 5 40");
    RunningStatistics running = new RunningStatistics(2);
    BatchNormOp op = new BatchNormOp(1e-12, 0.1);
    Tensor out = op.forwardTraining(x, Tensor.vector(1, 2), Tensor.vector(0, 5), running).out();
    double root = Math.sqrt(1.5);
    assertThat(out.select(1, 0).allClose(Tensor.vector(-root, 0, root), 1e-6)).isTrue();
    double half = Math.sqrt(0.5);
    assertThat(
            out.select(1, 1)
                .allClose(Tensor.vector(5 - 2 * half, 5 - 2 * half, 5 + 4 * half), 1e-6))
        .isTrue();
    // Means 3 and 20; variances ÷ 2, not ÷ 3: 4 and 300.
    assertThat(running.mean().allClose(Tensor.vector(0.3, 2), 1e-6)).isTrue();
    assertThat(running.variance().allClose(Tensor.vector(1.3, 30.9), 1e-5)).isTrue();
    Tensor before = running.mean().copy();
    RunningStatistics known = new RunningStatistics(Tensor.vector(1, 0), Tensor.vector(4, 1));
    Tensor inferred = op.forwardInference(x, Tensor.vector(1, 2), Tensor.vector(0, 5), known).out();
    assertThat(inferred.allClose(Tensor.matrix("0 25; 1 25; 2 85"), 1e-5)).isTrue();
    assertThat(running.mean()).isEqualTo(before);
    assertThat(known.mean()).isEqualTo(Tensor.vector(1, 0));
  }

  @Test
  void layerNormalizationWorksOnEachExample() {
    Tensor out =
        new LayerNormOp(1e-12)
            .forward(Tensor.matrix("1 3; 10 50"), Tensor.vector(1, 2), Tensor.vector(0, 5))
            .out();
    assertThat(out.allClose(Tensor.matrix("-1 7; -1 7"), 1e-5)).isTrue();
  }

  @Test
  void dropoutDropsItsShareScalesTheRestAndRepeats() {
    DropoutOp op = new DropoutOp(0.25);
    Tensor x = Tensor.ones(100, 100);
    DropoutOp.Forward forward = op.forward(x, new Random(3));
    long dropped = 0;
    for (float value : forward.out().data()) {
      assertThat(value == 0 || value == (float) (1 / 0.75)).isTrue();
      dropped += value == 0 ? 1 : 0;
    }
    assertThat(dropped).isBetween(2400L, 2600L);
    assertThat(op.forward(x, new Random(3)).out()).isEqualTo(forward.out());
    assertThat(op.forward(x, new Random(4)).out()).isNotEqualTo(forward.out());
    assertThat(op.backward(forward, x)).isEqualTo(forward.out());
    Layer layer = op.layer(new Random(3));
    assertThat(layer.forward(x, true).out()).isEqualTo(forward.out());
    Pass inference = layer.forward(x, false);
    assertThat(inference.out()).isEqualTo(x);
    assertThat(inference.backward().apply(x)).isEqualTo(x);
  }

  @Test
  void activationsHaveTheirValuesAndSlopes() {
    assertThat(new ReluOp().forward(Tensor.vector(-2, 0, 3))).isEqualTo(Tensor.vector(0, 0, 3));
    assertThat(new ReluOp().backward(Tensor.vector(-2, 0, 3), Tensor.ones(3)))
        .isEqualTo(Tensor.vector(0, 0, 1));
    assertThat(new LeakyReluOp(0.1).value(-2)).isEqualTo(-0.2);
    assertThat(new LeakyReluOp(0.1).slope(0)).isEqualTo(0.1);
    assertThat(new EluOp(2).value(-1)).isEqualTo(2 * (1 / Math.E - 1), within(1e-12));
    assertThat(new EluOp(2).slope(0)).isEqualTo(2);
    assertThat(new SigmoidOp().value(0)).isEqualTo(0.5);
    assertThat(new SigmoidOp().slope(0)).isEqualTo(0.25);
    assertThat(new TanhOp().slope(0)).isEqualTo(1);
    assertThat(new SoftplusOp().value(0)).isEqualTo(Math.log(2), within(1e-12));
    assertThat(new SoftplusOp().value(1000)).isEqualTo(1000);
    assertThat(new SoftplusOp().value(-1000)).isZero();
    // Φ(1) = 0.8413447460685429, Φ(−3) = 0.0013498980316301
    assertThat(new GeluOp(GeluOp.Form.EXACT).value(1)).isEqualTo(0.8413447460685429, within(1e-12));
    assertThat(new GeluOp(GeluOp.Form.EXACT).value(-3))
        .isEqualTo(-3 * 0.0013498980316301, within(1e-12));
    assertThat(new GeluOp(GeluOp.Form.EXACT).value(7)).isEqualTo(7);
    assertThat(new GeluOp(GeluOp.Form.EXACT).value(-7)).isEqualTo(0, within(1e-8));
    assertThat(new GeluOp(GeluOp.Form.TANH).value(1)).isEqualTo(0.841192, within(1e-6));
  }

  @Test
  void softmaxStandsLargeScores() {
    Tensor out = new SoftmaxOp().forward(Tensor.vector(1000, 1000)).out();
    assertThat(out).isEqualTo(Tensor.vector(0.5, 0.5));
    Tensor logs = new LogSoftmaxOp().forward(Tensor.vector(0, -1000)).out();
    assertThat(logs).isEqualTo(Tensor.vector(0, -1000));
    Tensor masked = Tensor.vector(3, Double.NEGATIVE_INFINITY);
    assertThat(new SoftmaxOp().forward(masked).out()).isEqualTo(Tensor.vector(1, 0));
  }

  @Test
  void lossesOfSmallCases() {
    MseOp mse = new MseOp();
    MseOp.Forward forward = mse.forward(Tensor.vector(1, 2), Tensor.vector(3, 1));
    assertThat(forward.loss()).isEqualTo(2.5);
    assertThat(mse.backward(forward)).isEqualTo(Tensor.vector(-2, 1));
    CrossEntropyOp.Forward even = new CrossEntropyOp().forward(Tensor.zeros(2, 4), 0, 3);
    assertThat(even.loss()).isEqualTo(Math.log(4), within(1e-6));
    assertThat(new CrossEntropyOp().backward(even))
        .isEqualTo(Tensor.matrix("-0.375 0.125 0.125 0.125; 0.125 0.125 0.125 -0.375"));
    // Smoothing 0.4 over 4 classes: 0.7 for the label, 0.1 for each other one.
    Tensor scores = Tensor.matrix("2 0 0 0");
    double logSum = Math.log(Math.exp(2) + 3);
    assertThat(new CrossEntropyOp(0.4).forward(scores, 0).loss())
        .isEqualTo(logSum - 0.7 * 2, within(1e-6));
    assertThat(new CrossEntropyOp(0.4).forward(scores, Tensor.matrix("0.5 0.5 0 0")).loss())
        .isEqualTo(logSum - 0.4 * 2, within(1e-6));
    assertThat(new CrossEntropyOp().forward(Tensor.matrix("0 -2000"), 0).loss()).isZero();
  }

  @Test
  void penaltiesOfSmallCases() {
    Parameter chosen = new Parameter("chosen", Tensor.vector(-2, 0, 3));
    assertThat(new L1Penalty(0.5, List.of(chosen)).value()).isEqualTo(2.5);
    assertThat(new L2Penalty(0.5, List.of(chosen)).value()).isEqualTo(6.5);
    new L1Penalty(0.5, List.of(chosen)).addGradients();
    assertThat(chosen.gradient()).isEqualTo(Tensor.vector(-0.5, 0, 0.5));
    new L2Penalty(0.5, List.of(chosen)).addGradients();
    assertThat(chosen.gradient()).isEqualTo(Tensor.vector(-2.5, 0, 3.5));
  }

  @Test
  void sgdStepsWithMomentumNesterovAndDecay() {
    assertThat(twoSteps(new Sgd(0.1))).isEqualTo(1 - 0.1 * 2 - 0.1 * 2, within(1e-6));
    // v = 2, then 0.5·2 + 2 = 3.
    assertThat(twoSteps(new Sgd(0.1, 0.5, false, 0))).isEqualTo(1 - 0.2 - 0.3, within(1e-6));
    // 2 + 0.5·2 = 3, then 2 + 0.5·3 = 3.5.
    assertThat(twoSteps(new Sgd(0.1, 0.5, true, 0))).isEqualTo(1 - 0.3 - 0.35, within(1e-6));
    // g = 2 + 0.5·1 = 2.5, w = 0.75; g = 2 + 0.5·0.75.
    assertThat(twoSteps(new Sgd(0.1, 0, false, 0.5))).isEqualTo(0.75 - 0.2375, within(1e-6));
  }

  @Test
  void adamStepsAreOfTheSizeOfTheRate() {
    assertThat(twoSteps(Adam.adam(0.1))).isEqualTo(1 - 0.1 - 0.1, within(1e-6));
    // The decay is part of the gradient, whose size does not matter.
    assertThat(twoSteps(Adam.adam(0.1, 0.9, 0.999, 1e-8, 0.5))).isEqualTo(0.8, within(1e-3));
    // w = 1·0.95 − 0.1 = 0.85; 0.85·0.95 − 0.1.
    assertThat(twoSteps(Adam.adamW(0.1, 0.9, 0.999, 1e-8, 0.5)))
        .isEqualTo(0.85 * 0.95 - 0.1, within(1e-6));
    // ε as large as the gradient halves the step.
    assertThat(twoSteps(Adam.adam(0.1, 0.9, 0.999, 2, 0))).isEqualTo(0.9, within(1e-6));
  }

  @Test
  void adamForgetsAtTheSpeedOfItsBetas() {
    Parameter w = new Parameter("w", Tensor.vector(0));
    Adam adam = Adam.adam(1, 0.5, 0.75, 1e-12, 0);
    w.gradient().set(4, 0);
    adam.step(List.of(w));
    w.gradient().set(0, 0);
    adam.step(List.of(w));
    // m = 1 / 0.75, v = 3 / 0.4375
    double expected = -1 - (1 / 0.75) / Math.sqrt(3 / 0.4375);
    assertThat((double) w.value().item()).isEqualTo(expected, within(1e-6));
  }

  /** The weight after two steps from 1 with gradient 2. */
  private static double twoSteps(Optimizer optimizer) {
    Parameter w = new Parameter("w", Tensor.vector(1));
    for (int step = 0; step < 2; step++) {
      w.gradient().set(2, 0);
      optimizer.step(List.of(w));
      assertThat(w.gradient().item()).isZero();
    }
    return w.value().item();
  }

  @Test
  void initialisersHaveTheirBoundsAndDeviations() {
    // in = 8·3·5 = 120, out = 40·3·5 = 600
    int[] shape = {40, 8, 3, 5};
    Tensor xavier = Initializer.XAVIER_UNIFORM.create(new Random(1), shape);
    assertThat((double) xavier.max()).isEqualTo(Math.sqrt(6.0 / 720), within(1e-3));
    assertThat((double) xavier.min()).isEqualTo(-Math.sqrt(6.0 / 720), within(1e-3));
    Tensor he = Initializer.HE_UNIFORM.create(new Random(1), shape);
    assertThat((double) he.max()).isEqualTo(Math.sqrt(6.0 / 120), within(1e-3));
    assertThat((double) he.min()).isEqualTo(-Math.sqrt(6.0 / 120), within(1e-3));
    assertThat(deviation(Initializer.XAVIER_NORMAL, shape))
        .isEqualTo(Math.sqrt(2.0 / 720), within(1e-3));
    assertThat(deviation(Initializer.HE_NORMAL, shape))
        .isEqualTo(Math.sqrt(2.0 / 120), within(3e-3));
    assertThat(deviation(Initializer.HE_NORMAL, 300, 50)).isEqualTo(0.2, within(5e-3));
  }

  private static double deviation(Initializer initializer, int... shape) {
    Tensor weights = initializer.create(new Random(1), shape);
    return Math.sqrt(weights.times(weights).mean());
  }

  @Test
  void flattenAddAndConcatMoveNumbersOnly() {
    Tensor x = Tensor.count(0, 2, 3, 1, 2);
    assertThat(new FlattenOp().forward(x).shape()).isEqualTo(Shape.of(2, 6));
    assertThat(new FlattenOp().backward(x, Tensor.count(0, 2, 6))).isEqualTo(x);
    assertThat(new AddOp().forward(x, x)).isEqualTo(x.times(2));
    ConcatOp concat = new ConcatOp(1);
    Tensor a = Tensor.matrix("1 2; 3 4");
    Tensor b = Tensor.matrix("5; 6");
    Tensor joined = concat.forward(List.of(a, b));
    assertThat(joined).isEqualTo(Tensor.matrix("1 2 5; 3 4 6"));
    assertThat(concat.backward(List.of(a, b), joined)).containsExactly(a, b);
  }

  @Test
  void residualAddsTheShortcutAndItsGradient() {
    Layer twice = (x, training) -> new Pass(x.times(2), dout -> dout.times(2));
    Pass pass = new Residual(twice, Residual.identity()).forward(Tensor.vector(1, 5), true);
    assertThat(pass.out()).isEqualTo(Tensor.vector(3, 15));
    assertThat(pass.backward().apply(Tensor.vector(1, 10))).isEqualTo(Tensor.vector(3, 30));
  }

  @Test
  void parametersCollectGradientsUntilCleared() {
    LinearLayer layer = Networks.linear("dense", 2, 1, Initializer.HE_NORMAL, new Random(1));
    Pass pass = layer.forward(Tensor.matrix("3 4"), true);
    pass.backward().apply(Tensor.matrix("1"));
    pass.backward().apply(Tensor.matrix("1"));
    assertThat(layer.weight().gradient()).isEqualTo(Tensor.matrix("6 8"));
    assertThat(layer.bias().gradient()).isEqualTo(Tensor.vector(2));
    layer.weight().clearGradient();
    assertThat(layer.weight().gradient()).isEqualTo(Tensor.zeros(1, 2));
    assertThat(layer.parameters())
        .extracting(Parameter::name)
        .containsExactly("dense.weight", "dense.bias");
  }

  /** One image with one channel. */
  static Tensor image(String rows) {
    Tensor matrix = Tensor.matrix(rows);
    return matrix.reshape(1, 1, matrix.size(0), matrix.size(1));
  }
}
