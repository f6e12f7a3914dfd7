package cnnbook.training;

import ai.djl.ndarray.NDArray;
import cnnbook.models.Watcher;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Keeps results of layers in a forward pass, and has the backward pass leave their gradients.
 *
 * <p>Engines keep gradients only of arrays that nothing was computed for. So an array of zeros is
 * added to a result: the sum is the result, and as ∂(y + 0)/∂0 is the identity, the gradient of the
 * zeros is the gradient of the result, to the last bit.
 */
final class ActivationWatch implements Watcher {
  private final Predicate<String> kept;
  private final Predicate<String> graded;
  private final Map<String, NDArray> results = new LinkedHashMap<>();
  private final Map<String, NDArray> zeros = new LinkedHashMap<>();

  /**
   * @param kept of which layers the result is kept
   * @param graded of which layers the gradient is left
   */
  ActivationWatch(Predicate<String> kept, Predicate<String> graded) {
    this.kept = kept;
    this.graded = graded;
  }

  @Override
  public NDArray after(String path, NDArray result) {
    if (kept.test(path)) {
      results.put(path, result);
    }
    if (!graded.test(path)) {
      return result;
    }
    NDArray zero = result.zerosLike();
    zero.setRequiresGradient(true);
    zeros.put(path, zero);
    return result.add(zero);
  }

  /** The results by path, in the order of the pass; they belong to the pass. */
  Map<String, NDArray> results() {
    return results;
  }

  /** The gradients by path, after the backward pass; they belong to the pass. */
  Map<String, NDArray> gradients() {
    Map<String, NDArray> gradients = new LinkedHashMap<>();
    zeros.forEach((path, zero) -> gradients.put(path, zero.getGradient()));
    return gradients;
  }
}
