package cnnbook.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.loss.Loss;
import cnnbook.models.Composite;
import cnnbook.models.Djl;
import cnnbook.tensor.Tensor;
import java.util.Arrays;

/**
 * Where in the image a network sees a class: the maps of a layer, each weighted by how much the
 * class's score rises with it, added up, negative values dropped. Selvaraju and others, "Grad-CAM",
 * 2017, section 3, equations 1 and 2.
 *
 * <p>The network works as in inference and is as it was afterwards.
 */
public final class GradCam {
  private GradCam() {}

  /**
   * A map for each image.
   *
   * @param network with its weights drawn; its result is (N, classes)
   * @param images (N, C, H, W), as the network was trained on them
   * @param layer a convolution or what follows one, by the paths of {@code ModelSummary}; mostly
   *     the last that still has maps
   * @param classes N of them: of which class the evidence is wanted
   * @return (N, h, w), of the size of the layer's maps, ≥ 0
   * @throws IllegalArgumentException if the network has no weights yet, or the layer is not there
   *     or has no maps, or the number of classes is not N
   */
  public static Tensor maps(Composite network, Tensor images, String layer, int... classes) {
    if (classes.length != images.size(0)) {
      throw new IllegalArgumentException(
          "%d classes for %d images: one for each".formatted(classes.length, images.size(0)));
    }
    try (NDManager work = Saliency.manager(network)) {
      NDArray labels = work.create(Arrays.stream(classes).asLongStream().toArray());
      try (Probe probe =
          Probe.builder()
              .setNetwork(network)
              .optLoss(new Score())
              .optTraining(false)
              .optLayers(layer::equals)
              .run(Djl.array(work, images), labels)) {
        NDArray maps = require(layer, probe.activations().get(layer));
        NDArray slopes = probe.activationGradients().get(layer);
        // PyTorch's engine takes the mean along one axis at a time.
        NDArray weights = slopes.mean(new int[] {3}, true).mean(new int[] {2}, true);
        return Djl.tensor(maps.mul(weights).sum(new int[] {1}).maximum(0));
      }
    }
  }

  private static NDArray require(String layer, NDArray maps) {
    if (maps == null || maps.getShape().dimension() != 4) {
      String what = maps == null ? "is not there" : "has the shape " + maps.getShape();
      throw new IllegalArgumentException(
          "layer %s %s: Grad-CAM needs one with maps (N, F, H, W)".formatted(layer, what));
    }
    return maps;
  }

  /** The sum of the scores of the wanted classes, before softmax. */
  private static final class Score extends Loss {
    Score() {
      super("score of the class");
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
      NDArray scores = predictions.singletonOrThrow();
      int classes = Math.toIntExact(scores.getShape().get(1));
      return scores.mul(labels.head().oneHot(classes, DataType.FLOAT32)).sum();
    }
  }
}
