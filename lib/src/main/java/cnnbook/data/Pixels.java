package cnnbook.data;

/**
 * One image that an {@link Augmentation} works on, and room for a second one: an operation that
 * cannot work in place writes to {@link #spare()} and calls {@link #swap()}. The same object is
 * used for image after image, so that none has to be allocated.
 */
public final class Pixels {
  private final int channels;
  private final int height;
  private final int width;
  private float[] values;
  private float[] spare;

  /**
   * A black image.
   *
   * @param channels C, at least 1
   * @param height H in pixels, at least 1
   * @param width W in pixels, at least 1
   * @throws IllegalArgumentException if a size is below 1
   */
  public Pixels(int channels, int height, int width) {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "channels × height × width is %d×%d×%d, expected each to be at least 1"
              .formatted(channels, height, width));
    }
    this.channels = channels;
    this.height = height;
    this.width = width;
    values = new float[Math.multiplyExact(Math.multiplyExact(channels, height), width)];
    spare = new float[values.length];
  }

  /** C, the planes. */
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

  /** The pixels themselves, C·H·W in this order; from 0 (black) to 1 until they are normalised. */
  public float[] values() {
    return values;
  }

  /** As many numbers that mean nothing yet. */
  public float[] spare() {
    return spare;
  }

  /** Makes what was written to {@link #spare()} the image. */
  public void swap() {
    float[] old = values;
    values = spare;
    spare = old;
  }
}
