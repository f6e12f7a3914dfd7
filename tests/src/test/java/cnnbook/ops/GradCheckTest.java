package cnnbook.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cnnbook.geometry.Axis;
import cnnbook.geometry.Window;
import cnnbook.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Every backward pass against central differences of its forward pass. */
class GradCheckTest {
  private static final Window WINDOW =
      Window.valid(3, 2).stride(2).padding(1, 2, 0, 1).dilation(1, 2);

  private final Random random = new Random(7);
  private final GradCheck check = new GradCheck();

  @Test
  void aRightGradientPasses() {
    Tensor x = normal(2, 3);
    assertThatCode(() -> check.check("x", x, x.times(2), () -> x.times(x).sum()))
        .doesNotThrowAnyException();
  }

  @Test
  void aWrongElementIsNamedWithItsIndexAndBothNumbers() {
    Tensor x = Tensor.count(1, 2, 3);
    Tensor gradient = x.times(2);
    gradient.set(5, 1, 0);
    assertThatThrownBy(() -> check.check("weight", x, gradient, () -> x.times(x).sum()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("weight at [1, 0]")
        .hasMessageContaining("backward gives 5.00000")
        .hasMessageContaining("central difference is 7.9999")
        .hasMessageContaining("relative error 0.37");
  }

  @Test
  void aGradientThatIsNotANumberFails() {
    Tensor x = normal(3);
    Tensor gradient = Tensor.ones(3);
    gradient.set(Double.NaN, 1);
    assertThatThrownBy(() -> check.check("x", x, gradient, x::sum))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("x at [1]");
  }

  @Test
  void valuesAreRestored() {
    Tensor x = normal(2, 2);
    Tensor before = x.copy();
    check.check("x", x, Tensor.ones(2, 2), x::sum);
    assertThat(x).isEqualTo(before);
  }

  @Test
  void stepsAndTolerancesMustBePositive() {
    assertThatIllegalArgumentException().isThrownBy(() -> new GradCheck(0, 1e-2));
    assertThatIllegalArgumentException().isThrownBy(() -> new GradCheck(1e-2, Double.NaN));
  }

  @Test
  void convolutionsOfEveryKindPass() {
    for (PadMode mode : PadMode.values()) {
      for (Convolution algorithm :
          List.of(new NaiveConvolution(), new Im2colConvolution(), new FastConvolution())) {
        Conv2dOp op = new Conv2dOp(WINDOW, 2, mode, algorithm);
        Tensor x = normal(2, 4, 7, 5);
        Tensor weight = normal(6, 2, 3, 2);
        Tensor bias = normal(6);
        Conv2dOp.Forward forward = op.forward(x, weight, bias);
        Tensor dout = normal(forward.out().shape().toArray());
        Conv2dOp.Gradients gradients = op.backward(forward, dout);
        Supplier<Tensor> out = () -> op.forward(x, weight, bias).out();
        check("x", x, gradients.dx(), out, dout);
        check("weight", weight, gradients.dw(), out, dout);
        check("bias", bias, gradients.db(), out, dout);
      }
    }
  }

  @Test
  void convolutionsInOneDimensionPass() {
    Conv1dOp op = new Conv1dOp(new Axis(3, 2, 2, 1, 2, false), 1, PadMode.REFLECT);
    Tensor x = normal(2, 3, 9);
    Tensor weight = normal(4, 3, 3);
    Tensor bias = normal(4);
    Conv1dOp.Forward forward = op.forward(x, weight, bias);
    Tensor dout = normal(forward.out().shape().toArray());
    Conv2dOp.Gradients gradients = op.backward(forward, dout);
    Supplier<Tensor> out = () -> op.forward(x, weight, bias).out();
    check("x", x, gradients.dx(), out, dout);
    check("weight", weight, gradients.dw(), out, dout);
    check("bias", bias, gradients.db(), out, dout);
  }

  @Test
  void trueTransposedAndPointwiseConvolutionsPass() {
    TrueConv2dOp flipped = new TrueConv2dOp(WINDOW);
    Tensor x = normal(2, 3, 7, 5);
    Tensor weight = normal(4, 3, 3, 2);
    Tensor bias = normal(4);
    Conv2dOp.Forward forward = flipped.forward(x, weight, bias);
    Tensor dout = normal(forward.out().shape().toArray());
    Conv2dOp.Gradients gradients = flipped.backward(forward, dout);
    Supplier<Tensor> out = () -> flipped.forward(x, weight, bias).out();
    check("x", x, gradients.dx(), out, dout);
    check("weight", weight, gradients.dw(), out, dout);

    TransposedConv2dOp transposed = new TransposedConv2dOp(WINDOW, 3, 1, new NaiveConvolution());
    Tensor kernels = normal(3, 2, 3, 2);
    Tensor six = normal(6);
    TransposedConv2dOp.Forward large = transposed.forward(x, kernels, six);
    Tensor dlarge = normal(large.out().shape().toArray());
    Conv2dOp.Gradients back = transposed.backward(large, dlarge);
    Supplier<Tensor> enlarged = () -> transposed.forward(x, kernels, six).out();
    check("x", x, back.dx(), enlarged, dlarge);
    check("kernels", kernels, back.dw(), enlarged, dlarge);
    check("bias", six, back.db(), enlarged, dlarge);

    Conv1x1Op pointwise = new Conv1x1Op();
    Tensor mix = normal(4, 3);
    Conv1x1Op.Forward mixed = pointwise.forward(x, mix, bias);
    Tensor dmixed = normal(2, 4, 7, 5);
    Conv2dOp.Gradients unmixed = pointwise.backward(mixed, dmixed);
    Supplier<Tensor> mixing = () -> pointwise.forward(x, mix, bias).out();
    check("x", x, unmixed.dx(), mixing, dmixed);
    check("mix", mix, unmixed.dw(), mixing, dmixed);
    check("bias", bias, unmixed.db(), mixing, dmixed);
  }

  @Test
  void linearPasses() {
    LinearOp op = new LinearOp();
    Tensor x = normal(3, 5);
    Tensor weight = normal(4, 5);
    Tensor bias = normal(4);
    Tensor dout = normal(3, 4);
    LinearOp.Gradients gradients = op.backward(op.forward(x, weight, bias), dout);
    Supplier<Tensor> out = () -> op.forward(x, weight, bias).out();
    check("x", x, gradients.dx(), out, dout);
    check("weight", weight, gradients.dw(), out, dout);
    check("bias", bias, gradients.db(), out, dout);
  }

  @Test
  void layersWithoutParametersPass() {
    // Far from each other, so that no step changes a winner; never at a corner.
    Tensor distinct = distinct(2, 3, 7, 5);
    Window window = Window.valid(3, 2).stride(2).padding(1, 0, 0, 1).ceil();
    for (Layer layer :
        List.of(
            new MaxPool2dOp(window),
            new AvgPool2dOp(window, true),
            new AvgPool2dOp(window.dilation(1, 2), false),
            new GlobalAvgPoolOp(),
            new GlobalMaxPoolOp(),
            new AdaptiveAvgPool2dOp(3, 4),
            new AdaptiveMaxPool2dOp(3, 4),
            new FlattenOp(),
            new ReluOp(),
            new LeakyReluOp(0.1),
            new EluOp(0.7),
            new SigmoidOp(),
            new TanhOp(),
            new SoftplusOp(),
            new GeluOp(GeluOp.Form.EXACT),
            new GeluOp(GeluOp.Form.TANH),
            new SoftmaxOp(),
            new LogSoftmaxOp(),
            new Pad2dOp(2, 1, 0, 3, PadMode.CIRCULAR),
            Residual.identity())) {
      Pass pass = layer.forward(distinct, true);
      Tensor dout = normal(pass.out().shape().toArray());
      Tensor dx = pass.backward().apply(dout);
      check(layer.toString(), distinct, dx, () -> layer.forward(distinct, true).out(), dout);
    }
  }

  @Test
  void batchNormPassesInTrainingAndAtInference() {
    for (int[] shape : List.of(new int[] {3, 2, 2, 3}, new int[] {5, 2})) {
      BatchNormOp op = new BatchNormOp();
      Tensor x = normal(shape);
      Tensor gamma = normal(2);
      Tensor beta = normal(2);
      Tensor dout = normal(shape);
      RunningStatistics running = new RunningStatistics(normal(2), Tensor.vector(0.5, 2));
      BatchNormOp.Gradients training =
          op.backward(op.forwardTraining(x, gamma, beta, new RunningStatistics(2)), dout);
      Supplier<Tensor> out =
          () -> op.forwardTraining(x, gamma, beta, new RunningStatistics(2)).out();
      check("x", x, training.dx(), out, dout);
      check("gamma", gamma, training.dgamma(), out, dout);
      check("beta", beta, training.dbeta(), out, dout);
      BatchNormOp.Gradients inference =
          op.backward(op.forwardInference(x, gamma, beta, running), dout);
      Supplier<Tensor> fixed = () -> op.forwardInference(x, gamma, beta, running).out();
      check("x", x, inference.dx(), fixed, dout);
      check("gamma", gamma, inference.dgamma(), fixed, dout);
    }
  }

  @Test
  void layerNormPasses() {
    LayerNormOp op = new LayerNormOp();
    Tensor x = normal(3, 2, 5);
    Tensor gamma = normal(2, 5);
    Tensor beta = normal(2, 5);
    Tensor dout = normal(3, 2, 5);
    BatchNormOp.Gradients gradients = op.backward(op.forward(x, gamma, beta), dout);
    Supplier<Tensor> out = () -> op.forward(x, gamma, beta).out();
    check("x", x, gradients.dx(), out, dout);
    check("gamma", gamma, gradients.dgamma(), out, dout);
    check("beta", beta, gradients.dbeta(), out, dout);
  }

  @Test
  void dropoutPassesWithItsSeed() {
    DropoutOp op = new DropoutOp(0.4);
    Tensor x = normal(4, 5);
    Tensor dout = normal(4, 5);
    Tensor dx = op.backward(op.forward(x, new Random(3)), dout);
    check("x", x, dx, () -> op.forward(x, new Random(3)).out(), dout);
  }

  @Test
  void lossesPass() {
    Tensor scores = normal(3, 4);
    Tensor target = normal(3, 4);
    MseOp mse = new MseOp();
    check.check(
        "y",
        scores,
        mse.backward(mse.forward(scores, target)),
        () -> mse.forward(scores, target).loss());
    for (double smoothing : new double[] {0, 0.2}) {
      CrossEntropyOp op = new CrossEntropyOp(smoothing);
      check.check(
          "scores",
          scores,
          op.backward(op.forward(scores, 2, 0, 3)),
          () -> op.forward(scores, 2, 0, 3).loss());
    }
  }

  @Test
  void penaltiesPassOnTheirParametersAlone() {
    Parameter chosen = new Parameter("chosen", normal(3, 2));
    L1Penalty l1 = new L1Penalty(0.3, List.of(chosen));
    l1.addGradients();
    check.check("chosen", chosen.value(), chosen.gradient(), l1::value);
    chosen.clearGradient();
    L2Penalty l2 = new L2Penalty(0.3, List.of(chosen));
    l2.addGradients();
    check.check("chosen", chosen.value(), chosen.gradient(), l2::value);
  }

  @Test
  void sumAndConcatPass() {
    Tensor a = normal(2, 3, 2);
    Tensor b = normal(2, 2, 2);
    ConcatOp op = new ConcatOp(1);
    Tensor dout = normal(2, 5, 2);
    List<Tensor> parts = op.backward(List.of(a, b), dout);
    check("a", a, parts.get(0), () -> op.forward(List.of(a, b)), dout);
    check("b", b, parts.get(1), () -> op.forward(List.of(a, b)), dout);
    AddOp add = new AddOp();
    Tensor c = normal(2, 3, 2);
    Tensor dsum = normal(2, 3, 2);
    check("a", a, add.backward(dsum).get(0), () -> add.forward(a, c), dsum);
    check("c", c, add.backward(dsum).get(1), () -> add.forward(a, c), dsum);
  }

  @Test
  void wholeNetworksPass() {
    // Softplus for ReLU: no corners; a block whose shortcut projects, and one whose does not.
    Random weights = new Random(11);
    Sequential block =
        Sequential.of(
            Networks.conv3x3("conv1", 2, 3, 2, weights),
            new BatchNormLayer("norm", 3),
            new SoftplusOp());
    Sequential network =
        Sequential.of(
            new Residual(block, Networks.conv1x1("projection", 2, 3, 2, weights)),
            new Residual(Networks.conv3x3("conv2", 3, 3, 1, weights), Residual.identity()),
            new FlattenOp(),
            Networks.linear("dense", 36, 4, Initializer.XAVIER_UNIFORM, weights));
    Tensor x = normal(3, 2, 7, 5);
    Pass pass = network.forward(x, true);
    Tensor dout = normal(3, 4);
    Tensor dx = pass.backward().apply(dout);
    Supplier<Tensor> out = () -> network.forward(x, true).out();
    check("x", x, dx, out, dout);
    for (Parameter parameter : network.parameters()) {
      if (parameter.name().equals("conv1.bias")) {
        // Batch normalization takes away whatever this bias adds.
        assertThat(parameter.gradient().allClose(Tensor.zeros(3), 1e-5)).isTrue();
        continue;
      }
      check(parameter.name(), parameter.value(), parameter.gradient(), out, dout);
    }
  }

  private void check(
      String name, Tensor value, Tensor gradient, Supplier<Tensor> out, Tensor dout) {
    check.check(name, value, gradient, () -> dot(out.get(), dout));
  }

  private static double dot(Tensor out, Tensor dout) {
    double sum = 0;
    for (int i = 0; i < out.count(); i++) {
      sum += (double) out.data()[i] * dout.data()[i];
    }
    return sum;
  }

  private Tensor normal(int... shape) {
    return Tensor.gaussian(random, 0, 1, shape);
  }

  /** Values in random order, 0.03 apart, none of them 0. */
  private Tensor distinct(int... shape) {
    Tensor x = Tensor.count(0, shape).map(i -> (i - 100.5) * 0.03);
    for (int i = x.count() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      float swapped = x.data()[i];
      x.data()[i] = x.data()[j];
      x.data()[j] = swapped;
    }
    return x;
  }
}
