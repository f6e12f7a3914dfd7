package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.types.Shape;
import cnnbook.geometry.Window;
import cnnbook.models.Chain;
import cnnbook.models.Djl;
import cnnbook.models.Layers;
import cnnbook.ops.Conv2dOp;
import cnnbook.ops.GradCheck;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SaliencyTest {
  private static final Shape IMAGES = new Shape(2, 2, 9, 7);
  private final Tensor first = Eye.random(1, 3, 2, 3, 3);
  private final Tensor second = Eye.random(2, 4, 3, 3, 3);
  private final Tensor images = Eye.random(3, 2, 2, 9, 7);

  private final Eye eye =
      new Eye(
          new Chain()
              .layer("conv1", Layers.conv(3, 3, 1, 0))
              .layer("relu1", Layers.relu())
              .layer("conv2", Layers.conv(4, 3, 1, 0)),
          IMAGES,
          first,
          Tensor.vector(0.1, -0.2, 0.3),
          second,
          Tensor.vector(0, 0, 0, 0));

  @AfterEach
  void close() {
    eye.close();
  }

  @Test
  void middleOfAConvolutionHasTheGradientThatPlainJavaFinds() {
    Conv2dOp op = new Conv2dOp(Window.valid(3));
    Tensor dout = Tensor.zeros(2, 3, 7, 5);
    for (int n = 0; n < 2; n++) {
      for (int f = 0; f < 3; f++) {
        dout.set(1, n, f, 3, 2);
      }
    }
    Tensor dx = op.backward(op.forward(images, first), dout).dx();
    Tensor found = Saliency.gradient(eye.network, images, "conv1", Saliency.middle());
    assertThat(found.maxDifference(dx)).isLessThan(1e-5);
  }

  @Test
  void channelOfADeepLayerHasTheGradientThatTryingFinds() {
    Tensor found = Saliency.gradient(eye.network, images, "conv2", Saliency.channel(2));
    new GradCheck()
        .check("images", images, found, () -> Djl.apply(eye.network, images).slice(1, 2, 3).sum());
  }

  @Test
  void networkIsAsItWas() {
    Tensor before = Djl.apply(eye.network, images);
    Saliency.gradient(eye.network, images, "conv2", Saliency.channel(0));
    assertThat(Djl.apply(eye.network, images)).isEqualTo(before);
    assertThat(eye.network.getParameters().values())
        .allMatch(one -> Djl.tensor(one.getArray().getGradient()).map(Math::abs).max() == 0);
    assertThatCode(() -> eye.network.watch((path, result) -> result)).doesNotThrowAnyException();
  }

  @Test
  void unknownLayerIsRefusedAndNobodyWatchesAfterwards() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Saliency.gradient(eye.network, images, "conv7", Saliency.channel(0)))
        .withMessage("no layer conv7 was passed: ModelSummary lists them all");
    assertThatCode(() -> eye.network.watch((path, result) -> result)).doesNotThrowAnyException();
  }

  @Test
  void networkWithoutWeightsIsRefused() {
    Chain raw = new Chain().layer("conv1", Layers.conv(3, 3, 1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Saliency.gradient(raw, images, "conv1", Saliency.middle()))
        .withMessageContaining("no weights yet");
  }
}
