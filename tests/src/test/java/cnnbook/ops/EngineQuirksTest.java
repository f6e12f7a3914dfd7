package cnnbook.ops;

import static cnnbook.ops.OpsByHandTest.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2dTranspose;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import cnnbook.geometry.Window;
import cnnbook.models.Djl;
import cnnbook.tensor.Tensor;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Where the engines are wrong or differ, and this library is right: what the oracle tests cannot
 * use them for. A test that fails here after an update of DJL says that an engine was repaired:
 * then the oracle tests can hold the operation directly.
 */
class EngineQuirksTest {
  private static final Tensor NINE = image("1 2 3; 4 5 6; 7 8 9");

  /** DJL on PyTorch does not pass the flag on: it always counts the padding. */
  @Test
  void pyTorchCountsThePaddingEvenIfToldNotTo() {
    Tensor theirs = average(Oracle.pyTorch(), NINE, 2, 2, 1, false, false);
    Window window = Window.valid(2).stride(2).padding(1);
    assertThat(theirs)
        .isEqualTo(new AvgPool2dOp(window, true).forward(NINE).out())
        .isNotEqualTo(new AvgPool2dOp(window, false).forward(NINE).out());
  }

  /** MXNet's ceil mode keeps a window that begins in the padding after the input. */
  @Test
  void mxNetKeepsWindowsThatBeginInThePadding() {
    // Positions −1, 2, 5: the third has nothing of the four columns under it.
    Tensor x = Tensor.ones(1, 1, 5, 5);
    Window window = Window.valid(2).stride(3).padding(1).ceil();
    assertThat(window.outputHeight(5)).isEqualTo(2);
    try (NDManager manager = mxNet().newBaseManager()) {
      NDArray out =
          Pool.maxPool2d(
              Djl.array(manager, x), new Shape(2, 2), new Shape(3, 3), new Shape(1, 1), true);
      assertThat(out.getShape().get(2)).isEqualTo(3);
    }
    assertThat(new MaxPool2dOp(window).forward(x).out().size(2)).isEqualTo(2);
  }

  /** So do its averages: the extra values are not those of any window on the image. */
  @Test
  void mxNetAveragesWindowsThatBeginInThePadding() {
    Tensor x = Tensor.ones(1, 1, 5, 5);
    Window window = Window.valid(2).stride(3).padding(1).ceil();
    Tensor ours = new AvgPool2dOp(window, true).forward(x).out();
    assertThat(average(Oracle.pyTorch(), x, 2, 3, 1, true, true)).isEqualTo(ours);
    assertThat(average(new Oracle(mxNet()), x, 2, 3, 1, true, true).size(2)).isEqualTo(3);
  }

  private static Tensor average(
      Oracle oracle, Tensor x, int kernel, int stride, int padding, boolean ceil, boolean count) {
    try (NDManager manager = oracle.engine().newBaseManager()) {
      NDArray out =
          Pool.avgPool2d(
              Djl.array(manager, x),
              new Shape(kernel, kernel),
              new Shape(stride, stride),
              new Shape(padding, padding),
              ceil,
              count);
      return Djl.tensor(out);
    }
  }

  /** DJL has no transposed convolution on PyTorch: the oracle takes the convolution's gradient. */
  @Test
  void pyTorchHasNoTransposedConvolution() {
    try (NDManager manager = Oracle.pyTorch().engine().newBaseManager()) {
      NDArray x = manager.ones(new Shape(1, 1, 2, 2));
      assertThatThrownBy(
              () ->
                  Conv2dTranspose.conv2dTranspose(
                      x,
                      manager.ones(new Shape(1, 1, 2, 2)),
                      manager.zeros(new Shape(1)),
                      new Shape(1, 1),
                      new Shape(0, 0),
                      new Shape(0, 0),
                      new Shape(1, 1),
                      1))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  /** DJL has no Nesterov step on PyTorch: {@link Sgd} is held by hand cases. */
  @Test
  void pyTorchHasNoNesterovStep() {
    Optimizer nag =
        Optimizer.nag().setLearningRateTracker(Tracker.fixed(0.1f)).setMomentum(0.9f).build();
    try (NDManager manager = Oracle.pyTorch().engine().newBaseManager()) {
      NDArray weight = manager.ones(new Shape(2));
      NDArray gradient = manager.ones(new Shape(2));
      assertThatThrownBy(() -> nag.update("w", weight, gradient))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  /**
   * Adam's ε is added before the second moment is corrected (the shortcut of the paper's section
   * 2), so that it weighs 1/√(1 − β₂) ≈ 32 times more at the first step than in PyTorch's own Adam.
   */
  @Test
  void adamAddsEpsilonToTheMomentThatIsNotCorrected() {
    float tiny = 1e-8f;
    Parameter ours = new Parameter("w", Tensor.vector(1));
    ours.gradient().set(tiny, 0);
    Adam.adam(1, 0.9, 0.999, tiny, 0).step(List.of(ours));
    assertThat(ours.value().item()).isCloseTo(0.5f, within(1e-6f));
    double root = Math.sqrt(1 - 0.999);
    for (Oracle oracle : Oracle.all()) {
      Optimizer theirs =
          Optimizer.adam().optLearningRateTracker(Tracker.fixed(1)).optEpsilon(tiny).build();
      try (NDManager manager = oracle.engine().newBaseManager()) {
        NDArray weight = manager.ones(new Shape(1));
        theirs.update("w", weight, manager.full(new Shape(1), tiny));
        assertThat(weight.getFloat(0)).isCloseTo((float) (1 - root / (root + 1)), within(1e-4f));
      }
    }
  }

  /** Clipping is one-sided: a gradient far below −clip passes. */
  @Test
  void gradientsAreClippedFromAboveAlone() {
    Optimizer clipped =
        Optimizer.sgd().setLearningRateTracker(Tracker.fixed(1)).optClipGrad(1).build();
    try (NDManager manager = Oracle.pyTorch().engine().newBaseManager()) {
      NDArray weight = manager.zeros(new Shape(2));
      clipped.update("w", weight, manager.create(new float[] {5, -5}));
      assertThat(weight.toFloatArray()).containsExactly(-1, 5);
    }
  }

  /** The gradient of a bias right before batch normalization is 0; engines give rounding. */
  @Test
  void theGradientOfABiasThatFeedsBatchNormalizationIsRounding() {
    Tensor x = Tensor.gaussian(new Random(1), 0, 1, 4, 3, 5, 5);
    Tensor bias = Tensor.vector(1, 2, 3);
    for (Oracle oracle : Oracle.all()) {
      Oracle.Answer answer =
          oracle.ask(
              in -> {
                NDManager manager = in.get(0).getManager();
                return BatchNorm.batchNorm(
                        in.get(0).add(in.get(1).reshape(1, 3, 1, 1)),
                        manager.zeros(new Shape(3)),
                        manager.ones(new Shape(3)),
                        manager.ones(new Shape(3)),
                        manager.zeros(new Shape(3)),
                        1,
                        0.9f,
                        1e-5f,
                        true)
                    .head();
              },
              5,
              x,
              bias);
      assertThat(answer.gradients().get(1).allClose(Tensor.zeros(3), 1e-4)).isTrue();
    }
  }

  /** MXNet's SELU has right values, but its slope for x < 0 is off, at −2 by a third. */
  @Test
  void mxNetsGradientOfSeluIsNotThatOfItsValues() {
    Tensor x = Tensor.vector(-2, -1, -0.5, 0.5, 2);
    Tensor one = Tensor.ones(5);
    Oracle.Answer right = Oracle.pyTorch().ask(in -> Activation.selu(in.get(0)), one, x);
    Oracle.Answer wrong = new Oracle(mxNet()).ask(in -> Activation.selu(in.get(0)), one, x);
    assertThat(wrong.out().allClose(right.out(), 1e-6)).isTrue();
    double slope = 1.0507 * 1.67326 * Math.exp(-2);
    assertThat(right.gradients().get(0).get(0)).isCloseTo((float) slope, within(1e-4f));
    assertThat(wrong.gradients().get(0).get(0)).isLessThan((float) (0.7 * slope));
  }

  /** The running statistics become trainable: an optimizer would then change them. */
  @Test
  void thawingABlockMakesRunningStatisticsTrainable() {
    try (NDManager manager = Oracle.pyTorch().engine().newBaseManager()) {
      BatchNorm norm = BatchNorm.builder().build();
      norm.initialize(manager, DataType.FLOAT32, new Shape(2, 3));
      ai.djl.nn.Parameter running = norm.getParameters().get("runningMean");
      assertThat(running.requiresGradient()).isFalse();
      norm.freezeParameters(true);
      norm.freezeParameters(false);
      assertThat(running.requiresGradient()).isTrue();
    }
  }

  /** A step after a batch without any gradient, legal in mathematics, is refused. */
  @Test
  void aStepWithZeroGradientsIsRefused() {
    try (Model model = Model.newInstance("zero", "PyTorch")) {
      model.setBlock(Linear.builder().setUnits(1).build());
      try (Trainer trainer = model.newTrainer(new DefaultTrainingConfig(Loss.l2Loss()))) {
        trainer.initialize(new Shape(1, 2));
        try (GradientCollector collector = trainer.newGradientCollector()) {
          NDArray x = trainer.getManager().ones(new Shape(1, 2));
          collector.backward(trainer.forward(new NDList(x)).head().mul(0).sum());
        }
        assertThatThrownBy(trainer::step)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("Gradient");
      }
    }
  }

  /**
   * MXNet's running variance is ÷ m, PyTorch's and ours ÷ (m − 1): from the same batches it infers
   * by other statistics. From the same statistics it computes the same.
   */
  @Test
  void mxNetsRunningVarianceIsThatOfTheBatchWithoutCorrection() {
    Tensor x = Tensor.gaussian(new Random(2), 3, 2, 4, 2);
    Engine engine = mxNet();
    try (NDManager manager = engine.newBaseManager()) {
      NDArray mean = manager.zeros(new Shape(2));
      NDArray variance = manager.ones(new Shape(2));
      try (GradientCollector collector = engine.newGradientCollector()) {
        NDArray input = Djl.array(manager, x);
        input.setRequiresGradient(true);
        collector.backward(normalize(input, mean, variance, true).sum());
      }
      RunningStatistics theirs = new RunningStatistics(Djl.tensor(mean), Djl.tensor(variance));
      RunningStatistics ours = new RunningStatistics(2);
      Tensor ones = Tensor.ones(2);
      Tensor zeros = Tensor.zeros(2);
      BatchNormOp op = new BatchNormOp();
      op.forwardTraining(x, ones, zeros, ours);
      assertThat(theirs.mean().allClose(ours.mean(), 1e-6)).isTrue();
      Tensor uncorrected = ours.variance().map(v -> 0.9 + (v - 0.9) * 3 / 4);
      assertThat(theirs.variance().allClose(uncorrected, 1e-6)).isTrue();
      Tensor inferred = Djl.tensor(normalize(Djl.array(manager, x), mean, variance, false));
      Tensor expected = op.forwardInference(x, ones, zeros, theirs).out();
      assertThat(inferred.allClose(expected, 1e-5)).isTrue();
    }
  }

  private static NDArray normalize(NDArray x, NDArray mean, NDArray variance, boolean training) {
    NDManager manager = x.getManager();
    NDArray gamma = manager.ones(new Shape(2));
    NDArray beta = manager.zeros(new Shape(2));
    return BatchNorm.batchNorm(x, mean, variance, gamma, beta, 1, 0.9f, 1e-5f, training).head();
  }

  private static Engine mxNet() {
    Assumptions.assumeTrue(
        Engine.getAllEngines().contains("MXNet"), "MXNet has no library for this platform");
    return Engine.getEngine("MXNet");
  }
}
