package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LossesTest {
  private static final float[] LOGITS = {1, -2, 0.5f, 3, 0, 0.25f, -1, 2, -0.5f, 1.5f, 0.75f, -3};
  private static final long[] LABELS = {3, 1, 0};

  /** PyTorch 1.13: {@code cross_entropy(z, y, label_smoothing=0.1)}. */
  @ParameterizedTest
  @MethodSource("cnnbook.training.Rig#engines")
  void smoothedLossAndItsGradientAreThoseOfPyTorch(Engine engine) {
    try (NDManager manager = engine.newBaseManager();
        GradientCollector collector = engine.newGradientCollector()) {
      NDArray logits = manager.create(LOGITS, new Shape(3, 4));
      logits.setRequiresGradient(true);
      NDList labels = new NDList(manager.create(LABELS));
      NDArray loss = Losses.crossEntropy(0.1).evaluate(labels, new NDList(logits));
      collector.backward(loss);
      assertThat(loss.getFloat()).isCloseTo(1.6510392f, within(1e-6f));
      assertThat(logits.getGradient().toFloatArray())
          .containsExactly(
              new float[] {
                0.02851791f, -0.00649862f, 0.01401807f, -0.03603737f,
                0.02486401f, -0.26570708f, 0.00387929f, 0.23696375f,
                -0.28046608f, 0.1975791f, 0.08893281f, -0.00604585f
              },
              within(1e-6f));
    }
  }

  @Test
  void withoutSmoothingItIsDjlsOwn() {
    assertThat(Losses.crossEntropy(0)).isExactlyInstanceOf(SoftmaxCrossEntropyLoss.class);
  }

  @Test
  void smoothingOfOneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Losses.crossEntropy(1))
        .withMessage("smoothing must be in [0, 1), not 1.0");
  }
}
