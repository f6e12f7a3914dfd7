package cnnbook.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import cnnbook.models.LayerPlace;
import cnnbook.models.NamedParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The weights of a network before a step. */
final class WeightCopy implements AutoCloseable {
  private final NDManager scope;
  private final Map<String, Parameter> weights = new LinkedHashMap<>();
  private final Map<String, NDArray> copies = new LinkedHashMap<>();

  private WeightCopy(NDManager scope) {
    this.scope = scope;
  }

  /** The names of the parameters that are weights, by the paths of their layers. */
  static Map<String, String> layers(Block network) {
    Map<String, String> layers = new LinkedHashMap<>();
    NamedParameters.of(network)
        .forEach(
            (name, parameter) -> {
              if (parameter.getType() == Parameter.Type.WEIGHT) {
                layers.put(layer(name), name);
              }
            });
    return layers;
  }

  /** The path of the layer that has a parameter. */
  static String layer(String parameter) {
    return parameter.substring(0, Math.max(0, parameter.lastIndexOf('.')));
  }

  /** Copies the weights that learn; at least one does. */
  static WeightCopy of(Block network) {
    Map<String, Parameter> parameters = NamedParameters.of(network);
    NDManager owner = parameters.values().iterator().next().getArray().getManager();
    WeightCopy copy = new WeightCopy(owner.newSubManager());
    layers(network)
        .forEach(
            (layer, name) -> {
              Parameter weight = parameters.get(name);
              if (weight.requiresGradient()) {
                copy.weights.put(layer, weight);
                NDArray array = weight.getArray();
                copy.copies.put(layer, Memory.copy(array, copy.scope, array.getDevice()));
              }
            });
    return copy;
  }

  /** ‖Δw‖ / ‖w‖ of each layer; infinite or NaN where the weights were 0. */
  List<Measurements.Row> ratios(Map<String, LayerPlace> places, long step) {
    Measurements found = new Measurements(places);
    copies.forEach(
        (layer, old) -> {
          // First operand the copy: its manager, which closes soon, gets the result.
          NDArray moved = old.sub(weights.get(layer).getArray()).norm();
          found.add(layer, Measure.UPDATE_RATIO, moved.div(old.norm()));
        });
    return found.read(step);
  }

  @Override
  public void close() {
    scope.close();
  }
}
