package cnnbook.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import cnnbook.models.Composite;
import cnnbook.models.Djl;
import cnnbook.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * The fast gradient sign method: every pixel moves by ε to the side where the loss rises.
 *
 * <pre>x' = cut(x + ε·sign(∂L/∂x))</pre>
 *
 * <p>where cut brings each pixel into [0, 1]. Goodfellow, Shlens and Szegedy, "Explaining and
 * Harnessing Adversarial Examples", 2015, section 4. {@link #repeated} does it in small steps, each
 * with the gradient at the place reached, and none leads farther than ε from the start: Kurakin,
 * Goodfellow and Bengio, "Adversarial Examples in the Physical World", 2017, section 2.2.
 *
 * <pre>{@code
 * Tensor attacked = Fgsm.of(0.1).on(network, images, labels);
 * Tensor worse = Fgsm.of(0.1).repeated(10).on(network, images, labels);
 * }</pre>
 *
 * <p>The network works as in inference and is as it was afterwards. MXNet cannot do that with batch
 * normalization and dropout.
 *
 * @param epsilon ε, how far a pixel may move, at least 0
 * @param steps how many steps lead there, at least 1
 */
public record Fgsm(double epsilon, int steps) {
  /** All steps together are so many times ε long, so that any corner can be reached. */
  private static final double LENGTH = 2.5;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is too small
   */
  public Fgsm {
    Require.notNegative("epsilon", epsilon);
    Require.ascending("steps", steps);
  }

  /** One step of length ε. */
  public static Fgsm of(double epsilon) {
    return new Fgsm(epsilon, 1);
  }

  /** The same ε in so many steps, each of 2.5·ε / times. */
  public Fgsm repeated(int times) {
    return new Fgsm(epsilon, times);
  }

  /**
   * Attacked copies of images.
   *
   * @param network with its weights drawn, that takes pixels in [0, 1]
   * @param images (N, C, H, W), in [0, 1]
   * @param labels N classes, whose probability the attack makes small
   * @return (N, C, H, W), in [0, 1], no pixel farther than ε from what it was
   * @throws IllegalArgumentException if there are not N labels, one is no class of the network, or
   *     the network has no weights yet
   */
  @SuppressWarnings("try") // The guard does its work when it closes.
  public Tensor on(Composite network, Tensor images, int... labels) {
    try (NDManager work = Saliency.manager(network);
        ParameterGuard guard = ParameterGuard.of(network, work)) {
      NDArray x = Djl.array(work, images);
      return Djl.tensor(on(network, x, classes(network, x, labels)));
    }
  }

  /**
   * How each image's own loss, its softmax cross-entropy, changes with each of its pixels.
   *
   * @param network with its weights drawn
   * @param images (N, C, H, W)
   * @param labels N classes
   * @return ∂L/∂x (N, C, H, W), not divided by N
   * @throws IllegalArgumentException as for {@link #on(Composite, Tensor, int...)}
   */
  @SuppressWarnings("try") // The guard does its work when it closes.
  public static Tensor gradient(Composite network, Tensor images, int... labels) {
    try (NDManager work = Saliency.manager(network);
        ParameterGuard guard = ParameterGuard.of(network, work)) {
      NDArray x = Djl.array(work, images);
      return Djl.tensor(gradient(network, x, classes(network, x, labels)));
    }
  }

  /**
   * Attacked copies of a batch. What passes back through the network adds to its gradients.
   *
   * @param x (N, C, H, W), in [0, 1]; its manager owns the result
   * @param y (N), int64
   */
  NDArray on(Block network, NDArray x, NDArray y) {
    double length = steps == 1 ? epsilon : LENGTH * epsilon / steps;
    NDArray low = x.sub(epsilon).maximum(0);
    NDArray high = x.add(epsilon).minimum(1);
    NDArray at = x;
    for (int step = 0; step < steps; step++) {
      try (NDManager scope = x.getManager().newSubManager()) {
        NDArray here = at.stopGradient();
        here.attach(scope);
        NDArray moved = here.add(gradient(network, here, y).sign().mul(length));
        at = moved.maximum(low).minimum(high);
        at.attach(x.getManager());
      }
    }
    return at;
  }

  private static NDArray gradient(Block network, NDArray images, NDArray labels) {
    NDArray x = images.stopGradient();
    x.setRequiresGradient(true);
    NDManager manager = x.getManager();
    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
      ParameterStore store = new ParameterStore(manager, false);
      NDArray logits = network.forward(store, new NDList(x), false).head();
      NDArray mean = Losses.mean(Loss.softmaxCrossEntropyLoss(), logits, labels);
      collector.backward(mean.mul(labels.size()));
    }
    return x.getGradient().stopGradient();
  }

  private static NDArray classes(Composite network, NDArray x, int... labels) {
    long count = network.getOutputShapes(new Shape[] {x.getShape()})[0].get(1);
    long images = x.getShape().get(0);
    if (labels.length != images || IntStream.of(labels).anyMatch(k -> k < 0 || k >= count)) {
      throw new IllegalArgumentException(
          "%d labels for %d images: as many are needed, each from 0 to %d"
              .formatted(labels.length, images, count - 1));
    }
    return x.getManager().create(IntStream.of(labels).asLongStream().toArray());
  }
}
