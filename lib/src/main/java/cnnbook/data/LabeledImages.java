package cnnbook.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/**
 * N images with one label each, in memory, unchangeable. Pixels are unsigned bytes (0 is black, 255
 * full intensity) in the order N, C, H, W, row by row; labels are 0 … K−1 and each has a name.
 */
public final class LabeledImages {
  /** Each byte divided by 255: looking it up is quicker than dividing. */
  private static final float[] UNIT = new float[256];

  static {
    for (int value = 0; value < UNIT.length; value++) {
      UNIT[value] = value / 255f;
    }
  }

  private final int channels;
  private final int height;
  private final int width;
  private final byte[] pixels;
  private final int[] labels;
  private final List<String> classes;

  /**
   * Images from their bytes, which are copied.
   *
   * @param channels C, 1 for grey, 3 for red, green, blue
   * @param height H in pixels
   * @param width W in pixels
   * @param pixels N·C·H·W bytes in the order N, C, H, W
   * @param labels N labels, each from 0 to K−1
   * @param classes the K classes' names
   * @throws IllegalArgumentException if a size is below 1, the number of bytes is not N·C·H·W or a
   *     label is out of range
   */
  public LabeledImages(
      int channels, int height, int width, byte[] pixels, int[] labels, List<String> classes) {
    this(channels, height, width, List.copyOf(classes), pixels.clone(), labels.clone());
    checkSizes();
    checkLabels();
  }

  /** Keeps the arrays: for those that nobody else holds and that are known to fit. */
  LabeledImages(
      int channels, int height, int width, List<String> classes, byte[] pixels, int[] labels) {
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.pixels = pixels;
    this.labels = labels;
    this.classes = classes;
  }

  private void checkSizes() {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "channels × height × width is %d×%d×%d, expected each to be at least 1"
              .formatted(channels, height, width));
    }
    // In floating point: a product of four sizes may exceed a long, and so much would never fit.
    double expected = (double) labels.length * channels * height * width;
    if (pixels.length != expected) {
      throw new IllegalArgumentException(
          "%d labels and images of %d×%d×%d need %.0f bytes of pixels, found %d"
              .formatted(labels.length, channels, height, width, expected, pixels.length));
    }
  }

  private void checkLabels() {
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes.size()) {
        throw new IllegalArgumentException(
            "label of image %d is %d, expected 0 to %d (%d classes)"
                .formatted(i, labels[i], classes.size() - 1, classes.size()));
      }
    }
  }

  /** N, how many images. */
  public int size() {
    return labels.length;
  }

  /** C, the planes of each image. */
  public int channels() {
    return channels;
  }

  /** H in pixels. */
  public int height() {
    return height;
  }

  /** W in pixels. */
  public int width() {
    return width;
  }

  /** The classes' names; the label is the index. */
  public List<String> classes() {
    return classes;
  }

  /**
   * One pixel.
   *
   * @return 0 to 255
   * @throws IndexOutOfBoundsException if an index is not inside (N, C, H, W)
   */
  public int pixel(int i, int c, int y, int x) {
    boolean inside =
        i >= 0
            && i < size()
            && c >= 0
            && c < channels
            && y >= 0
            && y < height
            && x >= 0
            && x < width;
    if (!inside) {
      throw new IndexOutOfBoundsException(
          "pixel (%d, %d, %d, %d) is not inside (N, C, H, W) = (%d, %d, %d, %d)"
              .formatted(i, c, y, x, size(), channels, height, width));
    }
    return pixels[((i * channels + c) * height + y) * width + x] & 0xFF;
  }

  /** The label of image i, 0 to K−1. */
  public int label(int i) {
    return labels[checkImage(i)];
  }

  /** All labels, a copy. */
  public int[] labels() {
    return labels.clone();
  }

  /**
   * The same images under other labels.
   *
   * @param others one for each image, from 0 to K−1
   * @throws IllegalArgumentException if there are not N, or one is out of range
   */
  public LabeledImages relabelled(int... others) {
    return new LabeledImages(channels, height, width, pixels, others, classes);
  }

  /**
   * The images at these indices, in this order; an index may come more than once.
   *
   * @throws IndexOutOfBoundsException if an index is not from 0 to N−1
   */
  public LabeledImages subset(int... indices) {
    int each = channels * height * width;
    byte[] chosen = new byte[Math.multiplyExact(indices.length, each)];
    int[] chosenLabels = new int[indices.length];
    for (int k = 0; k < indices.length; k++) {
      System.arraycopy(pixels, checkImage(indices[k]) * each, chosen, k * each, each);
      chosenLabels[k] = labels[indices[k]];
    }
    return new LabeledImages(channels, height, width, classes, chosen, chosenLabels);
  }

  /**
   * The first n images.
   *
   * @throws IllegalArgumentException if n is not from 0 to N
   */
  public LabeledImages head(int n) {
    if (n < 0 || n > size()) {
      throw new IllegalArgumentException("head(%d) of %d images".formatted(n, size()));
    }
    return subset(IntStream.range(0, n).toArray());
  }

  /**
   * Two parts drawn at random: {@code train} with {@code round(fraction · N)} images, and the rest
   * as {@code test}.
   *
   * @param fraction the share of {@code train}, from 0 to 1
   * @param seed the same one draws the same parts
   * @throws IllegalArgumentException if the fraction is outside of that
   */
  public Split split(double fraction, long seed) {
    return split(fraction, seed, new int[size()], 1);
  }

  /**
   * As {@link #split}, with each class divided in the same proportion: of each class the part holds
   * the fraction, rounded up or down so that the whole comes out right.
   */
  public Split stratifiedSplit(double fraction, long seed) {
    return split(fraction, seed, labels, classes.size());
  }

  private Split split(double fraction, long seed, int[] groups, int count) {
    Augment.require(fraction >= 0 && fraction <= 1, "the fraction", fraction, "0 to 1");
    int[] order = Parts.shuffled(size(), seed);
    boolean[] chosen = Parts.chosen(order, groups, count, fraction);
    return new Split(
        subset(Parts.where(order, chosen, true)), subset(Parts.where(order, chosen, false)));
  }

  /**
   * k ways to hold out a part: every image is in {@code test} once and in {@code train} otherwise.
   * The parts are drawn at random; their sizes differ by 1 at most. Each split is a copy that is
   * made anew whenever it is asked for, so going through the list takes the memory of one.
   *
   * @param k from 2 to N
   * @param seed the same one draws the same parts
   * @return k splits; nobody can change the list
   * @throws IllegalArgumentException if k is outside of that
   */
  public List<Split> kFold(int k, long seed) {
    Augment.require(
        k >= 2 && k <= size(), "k", k, "2 to %d, the number of images".formatted(size()));
    int[] order = Parts.shuffled(size(), seed);
    List<int[]> folds = Parts.folds(order, k);
    return new AbstractList<>() {
      @Override
      public Split get(int fold) {
        return heldOut(order, folds.get(fold));
      }

      @Override
      public int size() {
        return k;
      }
    };
  }

  private Split heldOut(int[] order, int[] fold) {
    boolean[] held = new boolean[size()];
    for (int i : fold) {
      held[i] = true;
    }
    return new Split(subset(Parts.where(order, held, false)), subset(fold));
  }

  /**
   * These images and then those of another set.
   *
   * @throws IllegalArgumentException if sizes or classes differ
   */
  public LabeledImages concat(LabeledImages other) {
    if (!isLike(other)) {
      throw new IllegalArgumentException(
          "%s and %s: expected images of one size and the same classes".formatted(this, other));
    }
    byte[] all = Arrays.copyOf(pixels, Math.addExact(pixels.length, other.pixels.length));
    System.arraycopy(other.pixels, 0, all, pixels.length, other.pixels.length);
    int[] allLabels = Arrays.copyOf(labels, size() + other.size());
    System.arraycopy(other.labels, 0, allLabels, size(), other.size());
    return new LabeledImages(channels, height, width, classes, all, allLabels);
  }

  /** Whether the images have the same sizes and the same classes. */
  boolean isLike(LabeledImages other) {
    return channels == other.channels
        && height == other.height
        && width == other.width
        && classes.equals(other.classes);
  }

  /**
   * The images in another size, by bilinear interpolation. Where they shrink, each new pixel is a
   * weighted mean of all the old ones under it (antialiasing), as in Pillow and in PyTorch's {@code
   * interpolate} with {@code antialias=True}. The shape is not kept if the proportions differ.
   *
   * @param h the new height in pixels, at least 1
   * @param w the new width in pixels, at least 1
   * @throws IllegalArgumentException if a size is below 1, or the images then take more than Java's
   *     largest array, 2 GB; {@link Batches.Builder#optSize} resizes them batch by batch
   */
  public LabeledImages resize(int h, int w) {
    Augment.require(h >= 1 && w >= 1, "the new size", h + "×" + w, "at least 1×1");
    Augment.require(
        (double) size() * channels * h * w <= Integer.MAX_VALUE,
        "the new size",
        h + "×" + w,
        "at most 2 GB for all %d images: resize them batch by batch (optSize)".formatted(size()));
    byte[] resized = Resize.planes(pixels, height, width, h, w);
    return new LabeledImages(channels, h, w, classes, resized, labels);
  }

  /**
   * Images of three channels: grey ones with their channel three times, those with three as they
   * are.
   *
   * @throws IllegalStateException if there are neither 1 nor 3 channels
   */
  public LabeledImages rgb() {
    checkPicture();
    if (channels == 3) {
      return this;
    }
    int plane = height * width;
    byte[] all = new byte[Math.multiplyExact(3, pixels.length)];
    for (int target = 0; target < all.length; target += plane) {
      System.arraycopy(pixels, target / plane / 3 * plane, all, target, plane);
    }
    return new LabeledImages(3, height, width, classes, all, labels);
  }

  /**
   * The images as training sees them after an augmentation, to look at: cut off at 0 and 255 and
   * rounded.
   *
   * @param augmentation one that leaves pixels between 0 and 1, so without normalisation
   * @param seed as for {@link Batches#epoch}; each one gives other changes
   */
  public LabeledImages augmented(Augmentation augmentation, long seed) {
    Pixels image = new Pixels(channels, height, width);
    byte[] changed = new byte[pixels.length];
    for (int i = 0; i < size(); i++) {
      copy(i, image);
      augmentation.apply(image, Augment.random(seed, i));
      float[] values = image.values();
      for (int p = 0; p < values.length; p++) {
        changed[i * values.length + p] =
            (byte) Math.round(255 * Math.max(0, Math.min(1, values[p])));
      }
    }
    return new LabeledImages(channels, height, width, classes, changed, labels);
  }

  /**
   * Image i as a picture, one pixel of it for each pixel of the image.
   *
   * @throws IllegalStateException if the images are neither grey (1 channel) nor RGB (3 channels)
   */
  public BufferedImage image(int i) {
    checkPicture();
    checkImage(i);
    // Not TYPE_BYTE_GRAY: Java takes that as linear light and brightens it when it is drawn.
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb = 0;
        for (int plane = 0; plane < 3; plane++) {
          rgb = rgb << 8 | pixel(i, Math.min(plane, channels - 1), y, x);
        }
        picture.setRGB(x, y, rgb);
      }
    }
    return picture;
  }

  /**
   * All images as an array on the manager's device.
   *
   * @return float32 of shape (N, C, H, W), each value the pixel divided by 255, so in [0, 1]
   */
  public NDArray images(NDManager manager) {
    Shape shape = new Shape(size(), channels, height, width);
    return unit(manager, ByteBuffer.wrap(pixels), shape);
  }

  /**
   * All labels as an array on the manager's device.
   *
   * @return int64 of shape (N)
   */
  public NDArray labels(NDManager manager) {
    return manager.create(Arrays.stream(labels).asLongStream().toArray());
  }

  private void checkPicture() {
    if (channels != 1 && channels != 3) {
      throw new IllegalStateException(
          "an image of %d channels is no picture: expected 1 (grey) or 3 (RGB)"
              .formatted(channels));
    }
  }

  /** Bytes as an array on the manager's device: float32, each divided by 255. */
  static NDArray unit(NDManager manager, ByteBuffer bytes, Shape shape) {
    try (NDArray raw = manager.create(bytes, shape, DataType.UINT8)) {
      return raw.toType(DataType.FLOAT32, true).divi(255f);
    }
  }

  /** The bytes themselves, N·C·H·W: nobody may change them. */
  byte[] pixels() {
    return pixels;
  }

  /** Copies image i, each pixel divided by 255. */
  void copy(int i, Pixels target) {
    float[] values = target.values();
    int from = checkImage(i) * values.length;
    for (int p = 0; p < values.length; p++) {
      values[p] = UNIT[pixels[from + p] & 0xFF];
    }
  }

  /** The bytes of image i in the order C, H, W, a copy. */
  byte[] bytes(int i) {
    int each = channels * height * width;
    return Arrays.copyOfRange(pixels, checkImage(i) * each, (i + 1) * each);
  }

  private int checkImage(int i) {
    if (i < 0 || i >= size()) {
      throw new IndexOutOfBoundsException(
          "image %d of %d: expected 0 to %d".formatted(i, size(), size() - 1));
    }
    return i;
  }

  /**
   * A fingerprint of the sizes, classes' names, labels and pixels, to tell sets apart that look
   * alike, as two folds of one set do: CRC-32C as eight hexadecimal digits. Two sets that differ
   * have the same one by chance once in four billion times.
   */
  public String digest() {
    CRC32C sum = new CRC32C();
    update(sum, size(), channels, height, width, classes.size());
    for (String name : classes) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      update(sum, bytes.length);
      sum.update(bytes);
    }
    update(sum, labels);
    sum.update(pixels);
    return "%08x".formatted(sum.getValue());
  }

  private static void update(CRC32C sum, int... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Integer.BYTES, numbers.length));
    bytes.asIntBuffer().put(numbers);
    sum.update(bytes);
  }

  /** Sizes and classes in a line. */
  @Override
  public String toString() {
    return "%d images of %d×%d×%d in %d classes"
        .formatted(size(), channels, height, width, classes.size());
  }
}
