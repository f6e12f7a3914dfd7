package cnnbook.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Objects;

/**
 * The minibatches of a training, on the device. Without augmentation and where they fit, all images
 * lie on the device as one array and a batch is a slice of it by a list of indices. Otherwise a
 * background thread prepares the next batches in Java while the device works on the current one.
 * Both ways give the same batches to the last bit.
 *
 * <p>"Fits" means: the images as float32 take at most a quarter of the memory that is free on the
 * device; {@link Builder#optResidentLimit} sets another limit.
 *
 * <pre>{@code
 * try (Batches batches = Batches.of(train, Augment.of(Augment.flip(), Augment.crop(4)), manager)) {
 *   try (Batches.Epoch epoch = batches.epoch(order, 128, seed)) {
 *     while (epoch.hasNext()) {
 *       try (NDManager scope = manager.newSubManager()) {
 *         Batches.Batch batch = epoch.next(scope);
 *         learn(batch.images(), batch.labels());
 *       }
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>For one thread; one epoch at a time.
 */
public sealed interface Batches extends AutoCloseable
    permits ResidentBatches, StreamedBatches, ResizedBatches {
  /**
   * One minibatch.
   *
   * @param images float32 (n, C, H, W): pixels divided by 255, augmented
   * @param labels int64 (n)
   */
  record Batch(NDArray images, NDArray labels) {}

  /** One pass over images. Closing it early stops the thread that prepares the rest. */
  interface Epoch extends AutoCloseable {
    /** Whether there is another batch. */
    boolean hasNext();

    /**
     * The next batch; waits until it is prepared. If the thread is interrupted while it waits, it
     * goes on waiting, and is interrupted still when it has the batch.
     *
     * @param scope owns the batch's two arrays; close it to free them
     * @throws java.util.NoSuchElementException if there is none
     * @throws IllegalStateException if the epoch was closed, or if an augmentation failed, with the
     *     image and the failure as the cause; the epoch then is over
     */
    Batch next(NDManager scope);

    /** Returns when the background thread has ended. */
    @Override
    void close();
  }

  /**
   * Starts a pass; closes the one before if it is still open.
   *
   * @param order indices of images, in the order of the pass; an index may come more than once
   * @param batchSize images in a batch, at least 1; the last may have fewer
   * @param seed of this epoch's augmentation: what happens to an image depends on this and its
   *     index alone, so an epoch should have its own
   * @throws IllegalArgumentException if the batch size is below 1
   * @throws IndexOutOfBoundsException if there is no image of an index
   * @throws IllegalStateException if the batches were closed
   */
  Epoch epoch(long[] order, int batchSize, long seed);

  /** Whether all images lie on the device. */
  boolean isResident();

  /** Ends the open epoch and frees what lies on the device. */
  @Override
  void close();

  /**
   * Batches with the usual settings.
   *
   * @param images what to make batches of
   * @param augmentation how to change each image, or null
   * @param manager whose device the batches go to
   */
  static Batches of(LabeledImages images, Augmentation augmentation, NDManager manager) {
    return builder().setImages(images).setManager(manager).optAugmentation(augmentation).build();
  }

  /** Starts a description of batches. */
  static Builder builder() {
    return new Builder();
  }

  /** What to make batches of, and how. */
  final class Builder {
    private LabeledImages images;
    private NDManager manager;
    private Augmentation augmentation;
    private int prefetch = 2;
    private long residentLimit = -1;
    private int height;
    private int width;

    private Builder() {}

    /** What to make batches of. */
    public Builder setImages(LabeledImages data) {
      images = data;
      return this;
    }

    /** Whose device the batches go to. */
    public Builder setManager(NDManager parent) {
      manager = parent;
      return this;
    }

    /** How to change each image, always in the background; default null: not at all. */
    public Builder optAugmentation(Augmentation change) {
      augmentation = change;
      return this;
    }

    /** How many batches to prepare ahead if they are streamed, at least 1; default 2. */
    public Builder optPrefetch(int batches) {
      Augment.require(batches >= 1, "prefetch", batches, "at least 1 batch");
      prefetch = batches;
      return this;
    }

    /**
     * The most bytes that all images, as float32, may take on the device; 0: always stream. Default
     * a quarter of the memory that is free there.
     */
    public Builder optResidentLimit(long bytes) {
      Augment.require(bytes >= 0, "the limit", bytes, "at least 0 bytes");
      residentLimit = bytes;
      return this;
    }

    /**
     * Resizes each batch on the device, after the augmentation, as {@link LabeledImages#resize}
     * would, but without rounding to bytes. So images that would not fit anywhere in the size that
     * a network takes are kept in their own. Default: no resizing.
     *
     * @param h height in pixels, at least 1
     * @param w width in pixels, at least 1
     */
    public Builder optSize(int h, int w) {
      Augment.require(h >= 1 && w >= 1, "the new size", h + "×" + w, "at least 1×1");
      height = h;
      width = w;
      return this;
    }

    /**
     * The batches.
     *
     * @throws NullPointerException if images or manager are not set
     */
    public Batches build() {
      Objects.requireNonNull(images, "setImages was not called");
      Objects.requireNonNull(manager, "setManager was not called");
      Batches batches =
          augmentation == null && fits()
              ? new ResidentBatches(images, manager)
              : new StreamedBatches(images, augmentation, prefetch);
      boolean asTheyAre = height == 0 || height == images.height() && width == images.width();
      return asTheyAre ? batches : new ResizedBatches(batches, images, height, width, manager);
    }

    private boolean fits() {
      long limit = residentLimit >= 0 ? residentLimit : FreeMemory.of(manager.getDevice()) / 4;
      return (long) Float.BYTES * images.pixels().length <= limit;
    }
  }
}
