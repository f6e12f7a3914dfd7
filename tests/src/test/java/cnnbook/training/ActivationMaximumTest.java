package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import cnnbook.models.Chain;
import cnnbook.models.Djl;
import cnnbook.models.Layers;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActivationMaximumTest {
  private final Eye eye =
      new Eye(
          new Chain().layer("conv", Layers.conv(2, 3, 1, 0)).layer("relu", Layers.relu()),
          new Shape(1, 1, 8, 10),
          Tensor.matrix("-1 0 1 -2 0 2 -1 0 1; 0 0 0 0 -1 0 0 0 0").reshape(2, 1, 3, 3),
          Tensor.zeros(2));

  @AfterEach
  void close() {
    eye.close();
  }

  private double response(Tensor image, int channel) {
    return Djl.apply(eye.network, image).slice(1, channel, channel + 1).mean();
  }

  @Test
  void sobelsFavouriteIsDarkOnTheLeftAndBrightOnTheRight() {
    Tensor image = ActivationMaximum.of(eye.network, "conv").optBlur(0).image(0, 1, 8, 10);
    assertThat(image.shape().toArray()).containsExactly(1, 1, 8, 10);
    assertThat(image.slice(3, 0, 2).max()).isZero();
    assertThat(image.slice(3, 8, 10).min()).isEqualTo(1);
  }

  @Test
  void itExcitesMoreThanAnyOfAThousandRandomImages() {
    Tensor image = ActivationMaximum.of(eye.network, "relu").image(0, 1, 8, 10);
    Tensor others = Eye.random(4, 1000, 1, 8, 10).map(v -> Math.max(0, Math.min(1, 0.5 + 0.3 * v)));
    Tensor responses = Djl.apply(eye.network, others).slice(1, 0, 1).mean(3).mean(2);
    assertThat(response(image, 0)).isGreaterThan(responses.max());
    assertThat(image.min()).isNotNegative();
    assertThat(image.max()).isLessThanOrEqualTo(1);
  }

  @Test
  void deadChannelLeavesTheNoise() {
    Tensor image = ActivationMaximum.of(eye.network, "relu").optBlur(0).image(1, 1, 8, 10);
    Tensor start = ActivationMaximum.of(eye.network, "relu").optSteps(0).image(1, 1, 8, 10);
    assertThat(image).isEqualTo(start);
    assertThat(response(image, 1)).isZero();
  }

  @Test
  void seedsGiveOtherImages() {
    ActivationMaximum maximum = ActivationMaximum.of(eye.network, "conv").optSteps(1);
    Tensor image = maximum.image(0, 1, 8, 10);
    assertThat(maximum.image(0, 1, 8, 10)).isEqualTo(image);
    assertThat(maximum.optSeed(3).image(0, 1, 8, 10)).isNotEqualTo(image);
  }
}
