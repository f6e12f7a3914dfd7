package cnnbook.data;

import java.nio.ByteBuffer;

/** Writes one image to a batch. */
@FunctionalInterface
interface Filler {
  /**
   * Writes an image.
   *
   * @param image its index
   * @param target where to, at its position, which moves on
   */
  void put(int image, ByteBuffer target);
}
