package cnnbook.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

/** Slices of one array on the device. */
final class ResidentBatches implements Batches {
  private final LabeledImages data;
  private final NDManager manager;
  private final NDArray rows;
  private final Shape image;
  private final NDArray labels;
  private Passes current;

  ResidentBatches(LabeledImages data, NDManager parent) {
    this.data = data;
    manager = parent.newSubManager();
    try {
      NDArray images = data.images(manager);
      image = images.getShape().slice(1);
      rows = images.reshape(data.size(), image.size());
      labels = data.labels(manager);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  @Override
  public Epoch epoch(long[] order, int batchSize, long seed) {
    if (!manager.isOpen()) {
      throw Passes.closedBatches();
    }
    Passes passes = new Passes(data, order, batchSize);
    endEpoch();
    current = passes;
    return new Epoch() {
      @Override
      public boolean hasNext() {
        return passes.hasNext();
      }

      @Override
      public Batch next(NDManager scope) {
        NDArray chosen = scope.create(passes.next());
        return new Batch(images(chosen), labels.get(scope, new NDIndex("{}", chosen)));
      }

      @Override
      public void close() {
        passes.close();
      }
    };
  }

  /** By DJL's lookup of whole rows, which takes half as long as its choice by an index. */
  private NDArray images(NDArray chosen) {
    try (NDArray batch = Embedding.embedding(chosen, rows, SparseFormat.DENSE).singletonOrThrow()) {
      return batch.reshape(new Shape(chosen.size()).addAll(image));
    }
  }

  @Override
  public boolean isResident() {
    return true;
  }

  private void endEpoch() {
    if (current != null) {
      current.close();
    }
  }

  @Override
  public void close() {
    endEpoch();
    manager.close();
  }
}
