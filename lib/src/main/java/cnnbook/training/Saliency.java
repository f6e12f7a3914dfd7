package cnnbook.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import cnnbook.models.Composite;
import cnnbook.models.Djl;
import cnnbook.models.NamedParameters;
import cnnbook.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * Which pixels a number inside a network hangs on: its gradient with respect to the image.
 * Simonyan, Vedaldi and Zisserman, "Deep Inside Convolutional Networks", 2014, section 3.
 *
 * <pre>{@code
 * Tensor blame = Saliency.gradient(network, images, "conv3", Saliency.channel(5));
 * }</pre>
 *
 * <p>The network works as in inference and is as it was afterwards.
 */
public final class Saliency {
  private Saliency() {}

  /**
   * The gradient of a score.
   *
   * @param network with its weights drawn, in whatever state of training
   * @param images (N, C, H, W), as the network was trained on them
   * @param layer whose result is scored, by the paths of {@code ModelSummary}
   * @param score from that result, (N, F, H, W) or (N, units), to an array; what is in it is added
   *     up
   * @return (N, C, H, W), for each pixel the score's slope
   * @throws IllegalArgumentException if the network has no weights yet, or not this layer
   */
  @SuppressWarnings("try") // The guard does its work when it closes.
  public static Tensor gradient(
      Composite network, Tensor images, String layer, UnaryOperator<NDArray> score) {
    try (NDManager work = manager(network);
        ParameterGuard guard = ParameterGuard.of(network, work)) {
      NDArray x = Djl.array(work, images);
      x.setRequiresGradient(true);
      ActivationWatch watch = new ActivationWatch(layer::equals, path -> false);
      network.watch(watch);
      try (GradientCollector collector = work.getEngine().newGradientCollector()) {
        network.forward(new ParameterStore(work, false), new NDList(x), false);
        collector.backward(score.apply(result(watch, layer)).sum());
      } finally {
        network.watch(null);
      }
      return Djl.tensor(x.getGradient());
    }
  }

  /** The score of a channel, over all places of its map, or of a unit of a dense layer. */
  public static UnaryOperator<NDArray> channel(int number) {
    return result -> result.get(new NDIndex(":, {}", number));
  }

  /** The score of the unit in the middle of each map, of all channels together. */
  public static UnaryOperator<NDArray> middle() {
    return result -> {
      long rows = result.getShape().get(2);
      long columns = result.getShape().get(3);
      return result.get(new NDIndex(":, :, {}, {}", rows / 2, columns / 2));
    };
  }

  /**
   * Memory where the network's weights are.
   *
   * @throws IllegalArgumentException if it has none yet
   */
  static NDManager manager(Composite network) {
    if (!network.isInitialized()) {
      throw new IllegalArgumentException(
          "the network has no weights yet: train it, or load some by Weights.load");
    }
    Parameter any = NamedParameters.of(network).values().iterator().next();
    NDManager theirs = any.getArray().getManager();
    return theirs.getEngine().newBaseManager(any.getArray().getDevice());
  }

  private static NDArray result(ActivationWatch watch, String layer) {
    NDArray result = watch.results().get(layer);
    if (result == null) {
      throw new IllegalArgumentException(
          "no layer %s was passed: ModelSummary lists them all".formatted(layer));
    }
    return result;
  }
}
