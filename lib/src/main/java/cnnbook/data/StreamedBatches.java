package cnnbook.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Batches that a background thread prepares. The thread fills buffers outside of Java's heap, which
 * are used again and again: such memory is only given back when Java happens to collect garbage. It
 * never calls the engine. Without augmentation the bytes go to the device and are divided there, as
 * {@link LabeledImages#images} does, so that the result is the same to the bit.
 */
final class StreamedBatches implements Batches {
  private final LabeledImages images;
  private final Augmentation augmentation;
  private final int prefetch;
  private List<ByteBuffer> buffers = List.of();
  private StreamedEpoch current;
  private boolean closed;

  StreamedBatches(LabeledImages images, Augmentation augmentation, int prefetch) {
    this.images = images;
    this.augmentation = augmentation;
    this.prefetch = prefetch;
  }

  @Override
  public Epoch epoch(long[] order, int batchSize, long seed) {
    if (closed) {
      throw Passes.closedBatches();
    }
    Passes passes = new Passes(images, order, batchSize);
    endEpoch();
    allocate(Math.multiplyExact(passes.largest(), bytesPerImage()));
    Filler filler = augmentation == null ? this::copy : new Augmenter(images, augmentation, seed);
    current = new StreamedEpoch(passes, buffers, filler, this::batch);
    return current;
  }

  private int bytesPerImage() {
    int pixels = images.channels() * images.height() * images.width();
    return augmentation == null ? pixels : Math.multiplyExact(pixels, Float.BYTES);
  }

  /** One more than are prepared ahead: the one that the training takes. */
  private void allocate(int bytes) {
    if (buffers.isEmpty() || buffers.get(0).capacity() < bytes) {
      List<ByteBuffer> larger = new ArrayList<>();
      for (int i = 0; i <= prefetch; i++) {
        larger.add(ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()));
      }
      buffers = larger;
    }
  }

  private void copy(int image, ByteBuffer target) {
    int each = bytesPerImage();
    target.put(images.pixels(), image * each, each);
  }

  /** Called by the training thread; the buffer is free again when it returns. */
  private Batch batch(long[] indices, ByteBuffer filled, NDManager scope) {
    Shape shape = new Shape(indices.length, images.channels(), images.height(), images.width());
    long[] labels = new long[indices.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = images.label((int) indices[i]);
    }
    NDArray x =
        augmentation == null
            ? LabeledImages.unit(scope, filled, shape)
            : floats(scope, filled, shape);
    return new Batch(x, scope.create(labels));
  }

  /** PyTorch on the CPU would go on using the buffer itself. */
  private static NDArray floats(NDManager scope, ByteBuffer filled, Shape shape) {
    try (NDArray view = scope.create(filled, shape, DataType.FLOAT32)) {
      return view.duplicate();
    }
  }

  @Override
  public boolean isResident() {
    return false;
  }

  @Override
  public void close() {
    closed = true;
    endEpoch();
  }

  private void endEpoch() {
    if (current != null) {
      current.close();
      current = null;
    }
  }
}
