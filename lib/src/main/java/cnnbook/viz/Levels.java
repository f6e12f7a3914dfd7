package cnnbook.viz;

import cnnbook.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** Numbers as a script gets many of them: as Base64. */
final class Levels {
  /** The level of zero; 0 stands for a number that is not there, 255 for the largest. */
  static final int ZERO = 128;

  private Levels() {}

  /**
   * A byte for each number: 128 and its share of the largest, times 127. For pictures only.
   *
   * @param largest the largest absolute value
   */
  static String of(Tensor values, float largest) {
    byte[] levels = new byte[values.count()];
    for (int k = 0; k < levels.length; k++) {
      float value = values.data()[k];
      float share = largest == 0 ? 0 : value / largest;
      levels[k] = (byte) (Float.isNaN(value) ? 0 : ZERO + Math.round(share * (ZERO - 1)));
    }
    return Base64.getEncoder().encodeToString(levels);
  }

  /** About how long the text of so many numbers is. */
  static long bytes(Tensor values) {
    return values.count() * 4L / 3;
  }

  /** The exact numbers, each 4 bytes, the lowest first. */
  static String exact(Tensor values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.count()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values.data());
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
