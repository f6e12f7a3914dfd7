package cnnbook.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import cnnbook.models.NamedParameters;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The gradients of a network between the backward pass and the step: the engine's own arrays, so
 * that changing them in place changes the step. What is computed from them lives until this closes.
 */
final class Gradients implements AutoCloseable {
  private final NDManager scope;
  private final Map<String, NDArray> byName = new LinkedHashMap<>();

  private Gradients(NDManager scope) {
    this.scope = scope;
  }

  /**
   * The gradients of all parameters that learn.
   *
   * @throws IllegalArgumentException if nothing learns
   */
  static Gradients of(Block network) {
    Gradients all = null;
    for (Map.Entry<String, Parameter> entry : NamedParameters.of(network).entrySet()) {
      if (entry.getValue().requiresGradient()) {
        NDArray weight = entry.getValue().getArray();
        if (all == null) {
          all = new Gradients(weight.getManager().newSubManager());
        }
        NDArray gradient = weight.getGradient();
        gradient.attach(all.scope);
        all.byName.put(entry.getKey(), gradient);
      }
    }
    if (all == null) {
      throw new IllegalArgumentException("no parameter of this block learns: it has no gradients");
    }
    return all;
  }

  /** Sets all gradients to 0. */
  static void clear(Block network) {
    try (Gradients all = of(network)) {
      all.byName.values().forEach(gradient -> gradient.set(new NDIndex("..."), 0f));
    }
  }

  NDManager scope() {
    return scope;
  }

  /** The gradients by the names of their parameters. */
  Map<String, NDArray> byName() {
    return byName;
  }

  /** √Σ g² over all values of all gradients, a scalar; nothing is read back. */
  NDArray norm() {
    return NDArrays.stack(new NDList(byName.values().stream().map(NDArray::norm).toList())).norm();
  }

  @Override
  public void close() {
    scope.close();
  }
}
