package cnnbook.data;

import cnnbook.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The format of MNIST and its successors (<a
 * href="http://yann.lecun.com/exdb/mnist/">yann.lecun.com</a>): two zero bytes, a byte for the type
 * (8: unsigned bytes), a byte for the number of dimensions, the dimensions as big-endian 32-bit
 * integers, then the values, the last dimension fastest. Files may be compressed with gzip; their
 * first bytes tell.
 */
final class Idx {
  private static final int UNSIGNED_BYTES = 8;

  private Idx() {}

  /**
   * Unsigned bytes of some shape.
   *
   * @param sizes one for each dimension
   * @param values as many as the product of the sizes
   */
  record Bytes(int[] sizes, byte[] values) {}

  /**
   * Images of one channel from a file of three dimensions (N, H, W) and labels from one of one
   * dimension (N).
   *
   * @param classes the names of the classes; every label must have one
   * @throws UserError if a file is not there, is damaged, or the two do not belong together; it
   *     names the file, what was expected and what was found
   */
  static LabeledImages read(Path images, Path labels, List<String> classes) {
    Bytes x = read(images, 3);
    Bytes y = read(labels, 1);
    if (x.sizes[0] != y.sizes[0]) {
      throw StoredFile.damaged(
          labels, "expected %d labels as in %s, found %d", x.sizes[0], images, y.sizes[0]);
    }
    if (x.sizes[1] == 0 || x.sizes[2] == 0) {
      throw StoredFile.damaged(
          images, "expected images, found a size of %d×%d", x.sizes[1], x.sizes[2]);
    }
    int[] numbers = new int[y.values.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = y.values[i] & 0xFF;
      if (numbers[i] >= classes.size()) {
        throw StoredFile.damaged(
            labels,
            "expected labels from 0 to %d, found %d at index %d",
            classes.size() - 1,
            numbers[i],
            i);
      }
    }
    return new LabeledImages(1, x.sizes[1], x.sizes[2], x.values, numbers, classes);
  }

  /**
   * One file.
   *
   * @param rank how many dimensions it must have
   * @throws UserError as {@link #read(Path, Path, List)}
   */
  static Bytes read(Path file, int rank) {
    return StoredFile.load(file).read(content -> read(file, rank, content));
  }

  private static Bytes read(Path file, int rank, StoredFile.Content content) throws IOException {
    int[] sizes = sizes(file, rank, content.read(4 + 4 * rank));
    int expected = checkedLength(file, sizes, content.limit());
    byte[] values = content.read(expected);
    if (values.length < expected) {
      throw truncated(file, sizes, expected, values.length);
    }
    if (!content.isAtEnd()) {
      throw StoredFile.damaged(
          file, "expected %d values (%s), found more bytes after them", expected, text(sizes));
    }
    return new Bytes(sizes, values);
  }

  private static int[] sizes(Path file, int rank, byte[] header) {
    byte[] expected = {0, 0, UNSIGNED_BYTES, (byte) rank};
    byte[] magic = Arrays.copyOf(header, Math.min(4, header.length));
    if (!Arrays.equals(expected, magic)) {
      throw StoredFile.damaged(
          file,
          "expected IDX of unsigned bytes in %d dimension(s), which begins %s, found %s",
          rank,
          hex(expected),
          magic.length == 0 ? "an empty file" : hex(magic));
    }
    if (header.length < 4 + 4 * rank) {
      throw StoredFile.damaged(
          file, "expected a header of %d bytes, found %d bytes", 4 + 4 * rank, header.length);
    }
    int[] sizes = new int[rank];
    ByteBuffer.wrap(header, 4, 4 * rank).asIntBuffer().get(sizes);
    for (int size : sizes) {
      if (size < 0) {
        throw StoredFile.damaged(
            file, "expected sizes up to %d, found %s", Integer.MAX_VALUE, text(sizes));
      }
    }
    return sizes;
  }

  /** The product of the sizes, refused before anything so large is allocated. */
  private static int checkedLength(Path file, int[] sizes, long limit) {
    double length = 1;
    for (int size : sizes) {
      length *= size;
    }
    if (length > limit) {
      throw truncated(file, sizes, length, limit);
    }
    if (length > Math.min(Runtime.getRuntime().maxMemory(), Integer.MAX_VALUE - 16)) {
      throw StoredFile.tooLarge(file, length);
    }
    return (int) length;
  }

  private static UserError truncated(Path file, int[] sizes, double expected, long found) {
    return StoredFile.damaged(
        file,
        "expected %.0f values (%s), found a truncated file of at most %d",
        expected,
        text(sizes),
        found);
  }

  private static String hex(byte[] bytes) {
    return java.util.HexFormat.ofDelimiter(" ").formatHex(bytes);
  }

  private static String text(int[] sizes) {
    StringBuilder text = new StringBuilder();
    for (int size : sizes) {
      text.append(text.isEmpty() ? "" : "×").append(Integer.toUnsignedString(size));
    }
    return text.toString();
  }
}
