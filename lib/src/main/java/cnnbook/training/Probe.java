package cnnbook.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import cnnbook.models.Composite;
import cnnbook.models.LayerPlace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import tech.tablesaw.api.Table;

/**
 * One pass of a batch through a network and back: what each layer made of it, and the gradient of
 * the loss with respect to that and to each weight. The network is as it was afterwards: weights,
 * gradients and running statistics.
 *
 * <pre>{@code
 * try (Probe probe = Probe.run(network, images, labels, Loss.softmaxCrossEntropyLoss())) {
 *   NDArray features = probe.activations().get("layer1.0");
 *   NDArray gradients = probe.activationGradients().get("layer1.0");
 * }
 * }</pre>
 *
 * <p>On PyTorch and on MXNet; the latter cannot run batch normalization or dropout backward as in
 * inference.
 */
public final class Probe implements AutoCloseable {
  private final NDManager owner;
  private final Map<String, LayerPlace> places;
  private final Map<String, NDArray> activations = new LinkedHashMap<>();
  private final Map<String, NDArray> activationGradients = new LinkedHashMap<>();
  private final Map<String, NDArray> weightGradients = new LinkedHashMap<>();
  private double loss;

  private Probe(NDManager owner, Composite network) {
    this.owner = owner;
    places = LayerPlace.of(network);
  }

  /**
   * A pass as in training, with everything kept.
   *
   * @param network with its weights drawn, in whatever state of training
   * @param images (N, C, H, W), on the device of the weights
   * @param labels (N), int64
   * @param loss for instance softmax cross-entropy
   */
  public static Probe run(Composite network, NDArray images, NDArray labels, Loss loss) {
    return builder().setNetwork(network).optLoss(loss).run(images, labels);
  }

  /** Starts a description of a pass. */
  public static Builder builder() {
    return new Builder();
  }

  /** The loss of the batch, auxiliary heads included. */
  public double loss() {
    return loss;
  }

  /** What layers and blocks made of the batch, by path, in the order of the pass. */
  public Map<String, NDArray> activations() {
    return Collections.unmodifiableMap(activations);
  }

  /** The gradients of the loss with respect to {@link #activations}, of the same shapes. */
  public Map<String, NDArray> activationGradients() {
    return Collections.unmodifiableMap(activationGradients);
  }

  /**
   * The gradients of everything that learns, by the name of the parameter: {@code conv1.weight}.
   */
  public Map<String, NDArray> weightGradients() {
    return Collections.unmodifiableMap(weightGradients);
  }

  /** Sizes of all these, in the columns of {@link GradientRecorder#table}; the step is 0. */
  public Table table() {
    Measurements found = new Measurements(places);
    try (NDManager scope = owner.newSubManager()) {
      weightGradients.forEach(
          (name, gradient) -> {
            if (name.endsWith(".weight")) {
              found.weightGradient(WeightCopy.layer(name), in(scope, gradient));
            }
          });
      activationGradients.forEach(
          (path, gradient) -> found.activationGradient(path, in(scope, gradient)));
      activations.forEach((path, result) -> found.response(path, in(scope, result)));
      return Measurements.table(found.read(0));
    }
  }

  /**
   * How much each residual block adds to what passes it: the standard deviation of its branch's
   * result by that of the sum, in the order of the pass. Needs the results of all layers.
   */
  public double[] branchShares() {
    try (NDManager scope = owner.newSubManager()) {
      return activations.keySet().stream()
          .filter(path -> places.get(path).branch())
          .mapToDouble(
              path -> {
                String sum = path.substring(0, path.lastIndexOf('.')) + ".add";
                return deviation(scope, path) / deviation(scope, sum);
              })
          .toArray();
    }
  }

  private float deviation(NDManager scope, String path) {
    NDArray result = in(scope, activations.get(path));
    return result.sub(result.mean()).square().mean().sqrt().getFloat();
  }

  /** The same numbers under a manager that closes soon; so do the results of operations on it. */
  private static NDArray in(NDManager scope, NDArray array) {
    NDArray view = array.stopGradient();
    view.attach(scope);
    return view;
  }

  /** Frees all arrays. */
  @Override
  public void close() {
    owner.close();
  }

  private void pass(Builder settings, NDArray images, NDArray labels) {
    ActivationWatch watch = new ActivationWatch(settings.chosen, settings.chosen);
    Composite network = settings.network;
    try (NDManager work = owner.newSubManager();
        ParameterGuard guard = ParameterGuard.of(network, work)) {
      network.watch(watch);
      try (GradientCollector collector = work.getEngine().newGradientCollector()) {
        NDList results =
            network.forward(
                new ParameterStore(work, false), new NDList(in(work, images)), settings.training);
        NDArray truth = in(work, labels);
        NDArray main = Losses.mean(settings.loss, results.head(), truth);
        NDArray total = Losses.withHeads(settings.loss, main, results, truth);
        collector.backward(total);
        loss = total.getFloat();
      } finally {
        network.watch(null);
      }
      keep(watch.results(), activations);
      keep(watch.gradients(), activationGradients);
      keep(guard.gradients(), weightGradients);
    }
  }

  private void keep(Map<String, NDArray> found, Map<String, NDArray> kept) {
    found.forEach((path, array) -> kept.put(path, in(owner, array)));
  }

  /** Collects what a pass may vary in. */
  public static final class Builder {
    private Composite network;
    private Loss loss = Loss.softmaxCrossEntropyLoss();
    private boolean training = true;
    private Predicate<String> chosen = path -> true;

    private Builder() {}

    /** A network with its weights drawn. */
    public Builder setNetwork(Composite net) {
      network = net;
      return this;
    }

    /** What the gradients are of; default softmax cross-entropy. */
    public Builder optLoss(Loss what) {
      loss = what;
      return this;
    }

    /**
     * Whether batch normalization, dropout and auxiliary heads work as in training (default) or as
     * in inference. Dropout draws from the engine's random numbers.
     */
    public Builder optTraining(boolean isOn) {
      training = isOn;
      return this;
    }

    /**
     * Of which layers and blocks results and their gradients are kept, by the paths of {@code
     * ModelSummary}; default all. Each takes four times the memory of its result.
     */
    public Builder optLayers(Predicate<String> rule) {
      chosen = rule;
      return this;
    }

    /**
     * Sends a batch through.
     *
     * @param images (N, C, H, W), on the device of the weights
     * @param labels (N), int64
     * @return to be closed; its arrays live as long as it and as the images' manager
     * @throws IllegalArgumentException if the weights are not drawn yet, or the engine cannot do it
     */
    public Probe run(NDArray images, NDArray labels) {
      Objects.requireNonNull(network, "setNetwork was not called");
      requirePossible(images.getManager().getEngine().getEngineName());
      Probe probe = new Probe(images.getManager().newSubManager(), network);
      try {
        probe.pass(this, images, labels);
        return probe;
      } catch (RuntimeException e) {
        probe.close();
        throw e;
      }
    }

    private void requirePossible(String engine) {
      if (!network.isInitialized()) {
        throw new IllegalArgumentException(
            "the network has no weights yet: call initialize(manager, DataType.FLOAT32, shape)");
      }
      if (!training && engine.equals("MXNet") && differs(network)) {
        throw new IllegalArgumentException(
            "MXNet gives no gradients of batch normalization and dropout as in inference: use optTraining(true) or the engine PyTorch");
      }
    }

    private static boolean differs(Block block) {
      return block instanceof BatchNorm
          || block instanceof Dropout
          || block.getChildren().values().stream().anyMatch(Builder::differs);
    }
  }
}
