package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.types.Shape;
import cnnbook.geometry.Window;
import cnnbook.models.Chain;
import cnnbook.models.Layers;
import cnnbook.ops.Conv2dOp;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GradCamTest {
  private final Tensor kernels = Eye.random(1, 4, 1, 3, 3);
  private final Tensor dense = Eye.random(2, 5, 4);
  private final Tensor images = Eye.random(3, 3, 1, 8, 6);

  private final Eye eye =
      new Eye(
          new Chain()
              .layer("conv", Layers.conv(4, 3, 1, 0))
              .layer("pool", Layers.globalAveragePool())
              .layer("dense", Layers.dense(5)),
          new Shape(3, 1, 8, 6),
          kernels,
          Tensor.zeros(4),
          dense,
          Tensor.zeros(5));

  @AfterEach
  void close() {
    eye.close();
  }

  /** Behind a global mean and a dense layer it is the class activation map, divided by h·w. */
  @Test
  void headOfMeanAndDenseLayerGivesItsWeightsTimesTheMaps() {
    int[] classes = {4, 0, 2};
    Tensor maps = new Conv2dOp(Window.valid(3)).forward(images, kernels).out();
    Tensor found = GradCam.maps(eye.network, images, "conv", classes);
    assertThat(found.shape().toArray()).containsExactly(3, 6, 4);
    for (int n = 0; n < 3; n++) {
      Tensor sum = Tensor.zeros(6, 4);
      for (int f = 0; f < 4; f++) {
        sum.add(maps.select(0, n).select(0, f).times(dense.get(classes[n], f) / 24));
      }
      Tensor wanted = sum.map(v -> Math.max(0, v));
      assertThat(wanted.max()).isPositive();
      assertThat(found.select(0, n).maxDifference(wanted)).isLessThan(1e-5);
    }
  }

  @Test
  void layerWithoutMapsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GradCam.maps(eye.network, images, "dense", 0, 1, 2))
        .withMessage("layer dense has the shape (3, 5): Grad-CAM needs one with maps (N, F, H, W)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GradCam.maps(eye.network, images, "conv9", 0, 1, 2))
        .withMessageContaining("layer conv9 is not there");
  }

  @Test
  void eachImageNeedsItsClass() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GradCam.maps(eye.network, images, "conv", 0))
        .withMessage("1 classes for 3 images: one for each");
  }
}
