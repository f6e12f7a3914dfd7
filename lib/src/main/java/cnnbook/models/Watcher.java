package cnnbook.models;

import ai.djl.ndarray.NDArray;

/** Sees what each layer makes in a forward pass; see {@link Composite#watch}. */
@FunctionalInterface
public interface Watcher {

  /**
   * A layer is done. Called for each row of a {@link ModelSummary} under its path, {@code
   * layer1.0.conv2}, {@code layer1.0.add}, and for each block of layers, {@code layer1.0}, when its
   * last layer is done.
   *
   * @param path which layer
   * @param result what it made; belongs to the manager of the pass
   * @return what the network goes on with: the result, or something of the same shape
   */
  NDArray after(String path, NDArray result);
}
