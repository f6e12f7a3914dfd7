package cnnbook.data;

import java.nio.ByteBuffer;

/** Writes augmented images as float32. */
final class Augmenter implements Filler {
  private final LabeledImages images;
  private final Augmentation augmentation;
  private final long seed;
  private final Pixels pixels;

  Augmenter(LabeledImages images, Augmentation augmentation, long seed) {
    this.images = images;
    this.augmentation = augmentation;
    this.seed = seed;
    pixels = new Pixels(images.channels(), images.height(), images.width());
  }

  @Override
  public void put(int image, ByteBuffer target) {
    images.copy(image, pixels);
    augmentation.apply(pixels, Augment.random(seed, image));
    float[] values = pixels.values();
    target.asFloatBuffer().put(values);
    target.position(target.position() + values.length * Float.BYTES);
  }
}
