package cnnbook.models;

import ai.djl.nn.Block;
import java.util.List;
import java.util.function.Supplier;

/** Another flow whose results somebody sees, by the names that a {@link ModelSummary} has. */
final class NamedFlow<T> implements Flow<T> {

  /** Who sees them. */
  @FunctionalInterface
  interface Listener<T> {
    /**
     * A layer, a block of layers or an operation is done.
     *
     * @param path its name
     * @param block the layer or the block; null for an operation
     * @param inputs what it got
     * @param result what it made of it
     * @return what the flow goes on with
     */
    T after(String path, Block block, List<T> inputs, T result);
  }

  private final Flow<T> inner;
  private final Listener<T> listener;
  private final FlowPath place = new FlowPath();

  NamedFlow(Flow<T> inner, Listener<T> listener) {
    this.inner = inner;
    this.listener = listener;
  }

  /** Sends x through a whole network, which has no name itself. */
  T through(Composite root, T x) {
    return place.inside("", root, () -> root.flow(this, x));
  }

  @Override
  public T run(Block block, T x) {
    return place.inside(
        place.nameOf(block),
        block,
        () -> {
          boolean parts = block instanceof Composite;
          T result = parts ? ((Composite) block).flow(this, x) : inner.run(block, x);
          return listener.after(place.unique(place.here()), block, List.of(x), result);
        });
  }

  @Override
  public T relu(T x) {
    return operation("relu", List.of(x), () -> inner.relu(x));
  }

  @Override
  public T add(T a, T b) {
    return operation("add", List.of(a, b), () -> inner.add(a, b));
  }

  @Override
  public T concat(List<T> parts) {
    return operation("concat", parts, () -> inner.concat(parts));
  }

  @Override
  public T gate(T x, T gates) {
    return operation("gate", List.of(x, gates), () -> inner.gate(x, gates));
  }

  private T operation(String name, List<T> inputs, Supplier<T> result) {
    return listener.after(place.of(name), null, inputs, result.get());
  }

  @Override
  public void side(T output) {
    inner.side(output);
  }

  @Override
  public boolean training() {
    return inner.training();
  }
}
