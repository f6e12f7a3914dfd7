package cnnbook.training;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import cnnbook.models.NamedParameters;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.CRC32C;

/**
 * How much of each parameter a step takes away: weight decay. Whether biases and the scales and
 * shifts of batch normalization should decay is a choice; DJL's own optimizers do not leave it. He
 * and others, "Bag of Tricks for Image Classification with Convolutional Neural Networks", 2019,
 * section 3.1, decay the weights only.
 */
public final class Decay {
  /** So many names are told; of more, only how many they are, and a digest. */
  private static final int NAMED = 4;

  private final double factor;

  /** The ids of those that decay; null for all. */
  private final Set<String> ids;

  private final String text;

  private Decay(double factor, Set<String> ids, String which) {
    Require.notNegative("weight decay", factor);
    this.factor = factor;
    this.ids = ids;
    this.text = factor + " of " + which;
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
    return new Decay(factor, null, "all");
  }

  /** Weights of convolutions and dense layers decay; biases, γ and β do not. */
  public static Decay weights(Block network, double factor) {
    return of(network, factor, entry -> entry.getValue().getType() == Parameter.Type.WEIGHT);
  }

  /**
   * What is chosen by name decays, for instance {@code name -> name.startsWith("dense")}.
   *
   * @param chosen is asked for names as {@link NamedParameters#of} gives them
   */
  public static Decay chosen(Block network, double factor, Predicate<String> chosen) {
    return of(network, factor, entry -> chosen.test(entry.getKey()));
  }

  /** Factor and names of the parameters, as their ids differ from run to run. */
  @Override
  public String toString() {
    return text;
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
    if (ids != null && !of(network, factor, entry -> true).ids.containsAll(ids)) {
      throw new IllegalArgumentException(
          "the weight decay was chosen for the parameters of another network: make it from this"
              + " one");
    }
  }

  private static Decay of(
      Block network, double factor, Predicate<Map.Entry<String, Parameter>> chosen) {
    Map<String, String> ids = new LinkedHashMap<>();
    NamedParameters.of(network).entrySet().stream()
        .filter(chosen)
        .forEach(entry -> ids.put(entry.getKey(), entry.getValue().getId()));
    return new Decay(factor, Set.copyOf(ids.values()), names(ids.keySet()));
  }

  /** All names of a few, else their number and a CRC-32C of all, in hexadecimal. */
  private static String names(Set<String> names) {
    String all = String.join(", ", names);
    if (names.size() <= NAMED) {
      return names.isEmpty() ? "no parameters" : all;
    }
    CRC32C sum = new CRC32C();
    sum.update(all.getBytes(StandardCharsets.UTF_8));
    return "%d parameters (digest %08x)".formatted(names.size(), sum.getValue());
  }
}
