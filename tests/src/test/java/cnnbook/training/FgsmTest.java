package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.types.Shape;
import cnnbook.geometry.Window;
import cnnbook.models.Chain;
import cnnbook.models.Djl;
import cnnbook.models.Layers;
import cnnbook.ops.Conv2dOp;
import cnnbook.ops.CrossEntropyOp;
import cnnbook.ops.FlattenOp;
import cnnbook.ops.LinearOp;
import cnnbook.ops.ReluOp;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FgsmTest {
  /** Scores x₀ − 2x₂ and their opposite. */
  private final Eye line =
      new Eye(
          new Chain().layer("flatten", Layers.flatten()).layer("dense", Layers.dense(2)),
          new Shape(1, 1, 1, 3),
          Tensor.matrix("1 0 -2; -1 0 2"),
          Tensor.vector(0, 0));

  private final Tensor kernels = Eye.random(1, 3, 2, 3, 3);
  private final Tensor weight = Eye.random(2, 4, 3 * 7 * 5);
  private final Eye eye =
      new Eye(
          new Chain()
              .layer("conv", Layers.conv(3, 3, 1, 0))
              .layer("relu", Layers.relu())
              .layer("flatten", Layers.flatten())
              .layer("dense", Layers.dense(4)),
          new Shape(2, 2, 9, 7),
          kernels,
          Tensor.vector(0.1, -0.2, 0.3),
          weight.times(0.1),
          Tensor.zeros(4));

  private final Tensor grey = Tensor.of(new float[] {0.5f, 0.5f, 0.9f}, 1, 1, 1, 3);
  private final Tensor images = Tensor.uniform(new Random(3), 0, 1, 2, 2, 9, 7);

  @AfterEach
  void close() {
    line.close();
    eye.close();
  }

  @Test
  void gradientOfALineIsWhatOneWritesDown() {
    // Scores −1.3 and 1.3, so the wrong class has 1 / (1 + e^−2.6), times the difference of rows.
    double wrong = 1 / (1 + Math.exp(-2.6));
    Tensor expected = Tensor.vector(-2 * wrong, 0, 4 * wrong).reshape(1, 1, 1, 3);
    assertThat(Fgsm.gradient(line.network, grey, 0).maxDifference(expected)).isLessThan(1e-6);
  }

  @Test
  void attackMovesEachPixelByEpsilonAndNoneOutOfTheRange() {
    Tensor expected = Tensor.vector(0.3, 0.5, 1).reshape(1, 1, 1, 3);
    assertThat(Fgsm.of(0.2).on(line.network, grey, 0).maxDifference(expected)).isLessThan(1e-6);
    Tensor other = Tensor.vector(0.7, 0.5, 0.7).reshape(1, 1, 1, 3);
    assertThat(Fgsm.of(0.2).on(line.network, grey, 1).maxDifference(other)).isLessThan(1e-6);
  }

  @Test
  void smallStepsEndWithinEpsilon() {
    // Four steps of 0.1 · 2.5 / 4 = 0.0625 lead to 0.25, farther than the 0.1 that are allowed.
    Tensor expected = Tensor.vector(0.4, 0.5, 1).reshape(1, 1, 1, 3);
    Fgsm four = Fgsm.of(0.1).repeated(4);
    assertThat(four.on(line.network, grey, 0).maxDifference(expected)).isLessThan(1e-6);
    // Fifty steps of 0.05, once across the point where both classes are even.
    Tensor far = Tensor.vector(0, 0.5, 1).reshape(1, 1, 1, 3);
    assertThat(Fgsm.of(1).repeated(50).on(line.network, grey, 0).maxDifference(far))
        .isLessThan(1e-6);
  }

  @Test
  void gradientOfANetworkIsThatOfPlainJavaForEachImageOfItsOwn() {
    Conv2dOp conv = new Conv2dOp(Window.valid(3));
    Conv2dOp.Forward maps = conv.forward(images, kernels, Tensor.vector(0.1, -0.2, 0.3));
    var bent = new ReluOp().forward(maps.out(), false);
    var flat = new FlattenOp().forward(bent.out(), false);
    LinearOp dense = new LinearOp();
    var scores = dense.forward(flat.out(), weight.times(0.1), Tensor.zeros(4));
    CrossEntropyOp loss = new CrossEntropyOp();
    Tensor dscores = loss.backward(loss.forward(scores.out(), 3, 1)).times(2);
    Tensor dflat = dense.backward(scores, dscores).dx();
    Tensor dmaps = bent.backward().apply(flat.backward().apply(dflat));
    Tensor expected = conv.backward(maps, dmaps).dx();
    assertThat(Fgsm.gradient(eye.network, images, 3, 1).maxDifference(expected)).isLessThan(1e-5);
  }

  @Test
  void moreStepsRaiseTheLossFarther() {
    double clean = loss(images);
    double once = loss(Fgsm.of(0.1).on(eye.network, images, 3, 1));
    Tensor often = Fgsm.of(0.1).repeated(20).on(eye.network, images, 3, 1);
    assertThat(once).isGreaterThan(clean);
    assertThat(loss(often)).isGreaterThanOrEqualTo(once - 1e-6);
    assertThat(often.maxDifference(images)).isBetween(0.0999, 0.1001);
    assertThat(often.min()).isNotNegative();
    assertThat(often.max()).isLessThanOrEqualTo(1);
  }

  private double loss(Tensor x) {
    return new CrossEntropyOp().forward(Djl.apply(eye.network, x), 3, 1).loss();
  }

  @Test
  void whereSoftmaxIsSureBeyondFloatsThereIsNoGradientAndNothingMoves() {
    Tensor weights = Tensor.matrix("1000 0 0; 0 0 0");
    try (Eye sure =
        new Eye(
            new Chain().layer("flatten", Layers.flatten()).layer("dense", Layers.dense(2)),
            new Shape(1, 1, 1, 3),
            weights,
            Tensor.vector(0, 0))) {
      assertThat(Fgsm.of(0.1).on(sure.network, grey, 0)).isEqualTo(grey);
      assertThat(Fgsm.of(0.1).on(sure.network, grey, 1)).isNotEqualTo(grey);
    }
  }

  @Test
  void networkIsAsItWas() {
    Tensor before = Djl.apply(eye.network, images);
    Fgsm.of(0.1).repeated(3).on(eye.network, images, 3, 1);
    assertThat(Djl.apply(eye.network, images)).isEqualTo(before);
    assertThat(eye.network.getParameters().values())
        .allMatch(one -> Djl.tensor(one.getArray().getGradient()).map(Math::abs).max() == 0);
  }

  @Test
  void labelsThatDoNotFitAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fgsm.of(0.1).on(eye.network, images, 3))
        .withMessage("1 labels for 2 images: as many are needed, each from 0 to 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fgsm.gradient(eye.network, images, 3, 4))
        .withMessageContaining("each from 0 to 3");
  }

  @Test
  void numbersThatAreTooSmallAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fgsm.of(-0.1))
        .withMessageContaining("epsilon");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fgsm.of(0.1).repeated(0))
        .withMessageContaining("steps");
  }

  @Test
  void networkWithoutWeightsIsRefused() {
    Chain raw = new Chain().layer("flatten", Layers.flatten()).layer("dense", Layers.dense(2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fgsm.of(0.1).on(raw, grey, 0))
        .withMessageContaining("no weights yet");
  }
}
