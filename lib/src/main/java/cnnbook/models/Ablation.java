package cnnbook.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Switching parts of a network off to see what they are needed for.
 *
 * <pre>{@code
 * double accuracy = Ablation.withoutChannel(net.layer("conv2"), 3, () -> fit.confusion(test).accuracy());
 * }</pre>
 */
public final class Ablation {
  private Ablation() {}

  /**
   * The answer to a question while one output channel of a layer is off: that channel's weights and
   * bias are 0 in the meantime, so its map is 0 everywhere.
   *
   * @param layer an initialized layer whose parameters all begin with the axis of the output
   *     channels: a convolution or a dense layer
   * @param channel 0 … channels − 1
   * @throws IllegalArgumentException if the layer has no parameters of its own, or not this channel
   */
  public static <T> T withoutChannel(Block layer, int channel, Supplier<T> question) {
    Collection<Parameter> parameters = layer.getDirectParameters().values();
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no weights of its own: take a convolution or a dense layer"
              .formatted(layer.getClass().getSimpleName()));
    }
    parameters.forEach(parameter -> require(parameter.getArray(), channel));
    List<NDArray> values = parameters.stream().map(Parameter::getArray).toList();
    return withZeros(values, new NDIndex("{}", channel), question);
  }

  /**
   * The answer to a question while a whole part of a network is off: all of its parameters are 0 in
   * the meantime. A part whose last layer with weights is a convolution, a dense layer or batch
   * normalization then gives 0 everywhere, a ReLU behind it or not.
   *
   * @param part an initialized block with parameters, of its own or in its children
   * @throws IllegalArgumentException if it has none
   */
  public static <T> T without(Block part, Supplier<T> question) {
    Collection<Parameter> parameters = part.getParameters().values();
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no weights: there is nothing to switch off"
              .formatted(part.getClass().getSimpleName()));
    }
    List<NDArray> values = parameters.stream().map(Parameter::getArray).toList();
    return withZeros(values, new NDIndex("..."), question);
  }

  private static <T> T withZeros(List<NDArray> arrays, NDIndex index, Supplier<T> question) {
    // In memory shared with the parameter, but not watched for gradients: what is watched cannot be
    // changed.
    List<NDArray> values = arrays.stream().map(NDArray::stopGradient).toList();
    List<NDArray> kept = values.stream().map(value -> value.get(index).duplicate()).toList();
    try {
      values.forEach(value -> value.set(index, 0));
      return question.get();
    } finally {
      for (int i = 0; i < kept.size(); i++) {
        values.get(i).set(index, kept.get(i));
        values.get(i).close();
        kept.get(i).close();
      }
    }
  }

  /**
   * The answer to a question while a block is taken out: what comes to it goes on behind it. Veit,
   * Wilber and Belongie, "Residual Networks Behave Like Ensembles of Relatively Shallow Networks",
   * 2016, section 4.1.
   *
   * @param network with weights
   * @param block its path as in {@link ModelSummary}, {@code layer1.2}: several layers, not the
   *     first, whose result has the shape of their input
   * @throws IllegalArgumentException if there is no such block, or it changes the shape
   */
  public static <T> T bypassing(Composite network, String block, Supplier<T> question) {
    LayerPlace place = LayerPlace.of(network).get(block);
    if (place == null || place.single()) {
      throw new IllegalArgumentException(
          "%s is no block of several layers; there are %s".formatted(block, blocks(network)));
    }
    network.watch(new Bypass(block));
    try {
      return question.get();
    } finally {
      network.watch(null);
    }
  }

  private static List<String> blocks(Composite network) {
    return LayerPlace.of(network).entrySet().stream()
        .filter(entry -> !entry.getValue().single())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Has the network go on with a block's input instead of its result. */
  private static final class Bypass implements Watcher {
    private final String block;
    private NDArray latest;
    private NDArray input;

    Bypass(String block) {
      this.block = block;
    }

    @Override
    public NDArray after(String path, NDArray result) {
      if (input == null && path.startsWith(block + ".")) {
        input = latest;
      }
      latest = path.equals(block) ? replacement(result) : result;
      return latest;
    }

    private NDArray replacement(NDArray result) {
      NDArray before = input;
      input = null;
      if (before == null || !before.getShape().equals(result.getShape())) {
        throw new IllegalArgumentException(
            "%s makes %s of %s: only a block that keeps the shape can be taken out"
                .formatted(
                    block,
                    result.getShape(),
                    before == null ? "the network's input" : before.getShape()));
      }
      return before;
    }
  }

  private static void require(NDArray values, int channel) {
    long channels = values.getShape().get(0);
    if (channel < 0 || channel >= channels) {
      throw new IllegalArgumentException(
          "channel %d: the layer has 0 … %d".formatted(channel, channels - 1));
    }
  }
}
