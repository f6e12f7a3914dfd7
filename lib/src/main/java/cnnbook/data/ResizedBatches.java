package cnnbook.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Batches resized on the device. Bilinear resizing is linear in each axis, so it is a product with
 * one matrix for the columns and one for the rows: an operation that every engine has, and a quick
 * one.
 */
final class ResizedBatches implements Batches {
  private final Batches batches;
  private final NDManager manager;
  private final int fromHeight;
  private final int fromWidth;
  private final int height;
  private final int width;
  private final NDArray rows;
  private final NDArray columns;

  ResizedBatches(Batches batches, LabeledImages images, int height, int width, NDManager parent) {
    this.batches = batches;
    manager = parent.newSubManager();
    fromHeight = images.height();
    fromWidth = images.width();
    this.height = height;
    this.width = width;
    rows = manager.create(Resize.matrix(fromHeight, height), new Shape(fromHeight, height));
    columns = manager.create(Resize.matrix(fromWidth, width), new Shape(fromWidth, width));
  }

  @Override
  public Epoch epoch(long[] order, int batchSize, long seed) {
    Epoch epoch = batches.epoch(order, batchSize, seed);
    return new Epoch() {
      @Override
      public boolean hasNext() {
        return epoch.hasNext();
      }

      @Override
      public Batch next(NDManager scope) {
        Batch batch = epoch.next(scope);
        return new Batch(resized(batch.images(), scope), batch.labels());
      }

      @Override
      public void close() {
        epoch.close();
      }
    };
  }

  /** (n, C, h, w) to (n, C, height, width). */
  private NDArray resized(NDArray images, NDManager scope) {
    Shape shape = images.getShape();
    long planes = shape.get(0) * shape.get(1);
    try (NDManager steps = scope.newSubManager()) {
      images.attach(steps);
      NDArray wide = images.reshape(planes * fromHeight, fromWidth).dot(columns);
      NDArray turned = wide.reshape(planes, fromHeight, width).transpose(0, 2, 1);
      NDArray tall = turned.reshape(planes * width, fromHeight).dot(rows);
      NDArray result = tall.reshape(planes, width, height).transpose(0, 2, 1);
      NDArray resized = result.reshape(shape.get(0), shape.get(1), height, width);
      resized.attach(scope);
      return resized;
    }
  }

  @Override
  public boolean isResident() {
    return batches.isResident();
  }

  @Override
  public void close() {
    batches.close();
    manager.close();
  }
}
