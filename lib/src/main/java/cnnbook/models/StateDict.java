package cnnbook.models;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters of a block under the names that they have in PyTorch's {@code state_dict}. */
final class StateDict {
  /** DJL's names of parameters where PyTorch has others. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "gamma", "weight",
          "beta", "bias",
          "alpha", "weight",
          "runningMean", "running_mean",
          "runningVar", "running_var");

  private StateDict() {}

  /**
   * All parameters, in the order of {@link Block#getParameters()}.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  static Map<String, Parameter> of(Block block) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    Names.tree(block)
        .forEach(
            (path, part) ->
                part.getDirectParameters()
                    .values()
                    .forEach(parameter -> put(parameters, path, parameter)));
    return parameters;
  }

  /**
   * As {@link #of}, all with values.
   *
   * @throws IllegalStateException if one has none yet
   */
  static Map<String, Parameter> initialized(Block block) {
    Map<String, Parameter> parameters = of(block);
    parameters.forEach(
        (name, parameter) -> {
          if (!parameter.isInitialized()) {
            throw new IllegalStateException(
                name
                    + " has no values yet: initialise the block first, initialize(manager,"
                    + " DataType.FLOAT32, shape of the input)");
          }
        });
    return parameters;
  }

  private static void put(Map<String, Parameter> parameters, String path, Parameter parameter) {
    String own = parameter.getName();
    String name = Names.join(path, RENAMED.getOrDefault(own, own));
    if (parameters.putIfAbsent(name, parameter) != null) {
      throw new IllegalArgumentException(
          "two parameters are called %s: give the blocks different names".formatted(name));
    }
  }
}
