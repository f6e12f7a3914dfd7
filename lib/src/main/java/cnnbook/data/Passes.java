package cnnbook.data;

import java.util.Arrays;
import java.util.NoSuchElementException;

/** An order of images cut into batches, and where a pass over them stands. */
final class Passes {
  private final long[] order;
  private final int batchSize;
  private int from;
  private boolean closed;

  Passes(LabeledImages images, long[] order, int batchSize) {
    Augment.require(batchSize >= 1, "the batch size", batchSize, "at least 1");
    for (long index : order) {
      if (index < 0 || index >= images.size()) {
        throw new IndexOutOfBoundsException(
            "image %d of %d in the order: expected 0 to %d"
                .formatted(index, images.size(), images.size() - 1));
      }
    }
    this.order = order.clone();
    this.batchSize = batchSize;
  }

  boolean hasNext() {
    return !closed && from < order.length;
  }

  long[] next() {
    if (closed) {
      throw closedEpoch();
    }
    if (!hasNext()) {
      throw new NoSuchElementException("the epoch's " + order.length + " images are all taken");
    }
    int to = (int) Math.min((long) from + batchSize, order.length);
    long[] indices = Arrays.copyOfRange(order, from, to);
    from = to;
    return indices;
  }

  /** After this there is no next batch. */
  void end() {
    from = order.length;
  }

  /** The same, and says so to whoever asks for one. */
  void close() {
    closed = true;
  }

  static IllegalStateException closedBatches() {
    return new IllegalStateException("the batches were closed");
  }

  static IllegalStateException closedEpoch() {
    return new IllegalStateException(
        "the epoch is over: it or its batches were closed, or a later epoch was begun");
  }

  /** How many batches there are in all. */
  int batches() {
    return (int) (((long) order.length + batchSize - 1) / batchSize);
  }

  /** The images in the largest batch. */
  int largest() {
    return Math.min(batchSize, order.length);
  }
}
