package cnnbook.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import cnnbook.models.NamedParameters;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sees to it that a pass through a network leaves nothing behind: closing it gives the gradients
 * and the running statistics back that were there before. In between all gradients begin at 0.
 */
final class ParameterGuard implements AutoCloseable {
  private final NDManager scope;
  private final Map<String, Parameter> learning = new LinkedHashMap<>();

  /** Gradients of a training under way, null where there is none; values of what does not learn. */
  private final Map<Parameter, NDArray> saved = new LinkedHashMap<>();

  private ParameterGuard(NDManager scope) {
    this.scope = scope;
  }

  /**
   * Takes note of everything.
   *
   * @param owner whose device has room for the copies
   */
  static ParameterGuard of(Block network, NDManager owner) {
    ParameterGuard guard = new ParameterGuard(owner.newSubManager());
    NamedParameters.of(network).forEach(guard::save);
    return guard;
  }

  private void save(String name, Parameter parameter) {
    NDArray array = parameter.getArray();
    if (!parameter.requiresGradient()) {
      saved.put(parameter, copy(array));
      return;
    }
    learning.put(name, parameter);
    if (array.hasGradient()) {
      NDArray gradient = gradient(array);
      saved.put(parameter, copy(gradient));
      clear(gradient);
    } else {
      saved.put(parameter, null);
      array.setRequiresGradient(true);
    }
  }

  private NDArray copy(NDArray array) {
    return Memory.copy(array, scope, array.getDevice());
  }

  /** The engine's own array, under a handle that closes soon, as all that comes of it. */
  private NDArray gradient(NDArray array) {
    NDArray gradient = array.getGradient();
    gradient.attach(scope);
    return gradient;
  }

  /**
   * In place. {@code copyTo} would lay the array into memory of Java that is gone when this handle
   * of it is.
   */
  private static void set(NDArray array, NDArray value) {
    array.set(new NDIndex("..."), value);
  }

  private static void clear(NDArray array) {
    array.set(new NDIndex("..."), 0f);
  }

  /** The gradients since, by the names of their parameters; copies in the guard's own memory. */
  Map<String, NDArray> gradients() {
    Map<String, NDArray> gradients = new LinkedHashMap<>();
    learning.forEach(
        (name, parameter) -> gradients.put(name, copy(gradient(parameter.getArray()))));
    return gradients;
  }

  @Override
  public void close() {
    saved.forEach(this::restore);
    scope.close();
  }

  private void restore(Parameter parameter, NDArray before) {
    NDArray array = parameter.getArray();
    if (!parameter.requiresGradient()) {
      set(array, before);
      return;
    }
    if (before == null) {
      clear(gradient(array));
      array.setRequiresGradient(false);
    } else {
      set(gradient(array), before);
    }
  }
}
