package cnnbook.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;

/** Slices of one array on the device. */
final class ResidentBatches implements Batches {
  private final LabeledImages data;
  private final NDManager manager;
  private final NDArray images;
  private final NDArray labels;

  ResidentBatches(LabeledImages data, NDManager parent) {
    this.data = data;
    manager = parent.newSubManager();
    try {
      images = data.images(manager);
      labels = data.labels(manager);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  @Override
  public Epoch epoch(long[] order, int batchSize, long seed) {
    Passes passes = new Passes(data, order, batchSize);
    return new Epoch() {
      @Override
      public boolean hasNext() {
        return passes.hasNext();
      }

      @Override
      public Batch next(NDManager scope) {
        NDIndex chosen = new NDIndex("{}", scope.create(passes.next()));
        return new Batch(images.get(scope, chosen), labels.get(scope, chosen));
      }

      @Override
      public void close() {
        passes.end();
      }
    };
  }

  @Override
  public boolean isResident() {
    return true;
  }

  @Override
  public void close() {
    manager.close();
  }
}
