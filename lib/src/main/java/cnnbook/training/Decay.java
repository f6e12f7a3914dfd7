package cnnbook.training;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import cnnbook.models.NamedParameters;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How much of each parameter a step takes away: weight decay. Whether biases and the scales and
 * shifts of batch normalization should decay is a choice; DJL's own optimizers do not leave it. He
 * and others, "Bag of Tricks for Image Classification with Convolutional Neural Networks", 2019,
 * section 3.1, decay the weights only.
 */
public final class Decay {
  private final double factor;

  /** The ids of those that decay; null for all. */
  private final Set<String> ids;

  private Decay(double factor, Set<String> ids) {
    Require.notNegative("weight decay", factor);
    this.factor = factor;
    this.ids = ids;
  }

  /** Nothing decays. */
  public static Decay none() {
    return all(0);
  }

  /**
   * Everything decays, biases and batch normalization as well: PyTorch's default.
   *
   * @param factor of the parameter that is added to its gradient, ≥ 0
   */
  public static Decay all(double factor) {
    return new Decay(factor, null);
  }

  /** Weights of convolutions and dense layers decay; biases, γ and β do not. */
  public static Decay weights(Block network, double factor) {
    return new Decay(
        factor, ids(network, entry -> entry.getValue().getType() == Parameter.Type.WEIGHT));
  }

  /**
   * What is chosen by name decays, for instance {@code name -> name.startsWith("dense")}.
   *
   * @param chosen is asked for names as {@link NamedParameters#of} gives them
   */
  public static Decay chosen(Block network, double factor, Predicate<String> chosen) {
    return new Decay(factor, ids(network, entry -> chosen.test(entry.getKey())));
  }

  /** Factor and number of parameters; their ids differ from run to run. */
  @Override
  public String toString() {
    return ids == null ? factor + " of all" : factor + " of " + ids.size() + " parameters";
  }

  /** The factor of one parameter, 0 if it does not decay. */
  double of(String parameterId) {
    return ids == null || ids.contains(parameterId) ? factor : 0;
  }

  /**
   * Refuses a network that this was not made for.
   *
   * @throws IllegalArgumentException if what was chosen to decay is none of its parameters
   */
  void requireOf(Block network) {
    if (ids != null && !ids(network, entry -> true).containsAll(ids)) {
      throw new IllegalArgumentException(
          "the weight decay was chosen for the parameters of another network: make it from this"
              + " one");
    }
  }

  private static Set<String> ids(Block network, Predicate<Map.Entry<String, Parameter>> chosen) {
    return NamedParameters.of(network).entrySet().stream()
        .filter(chosen)
        .map(entry -> entry.getValue().getId())
        .collect(Collectors.toUnmodifiableSet());
  }
}
