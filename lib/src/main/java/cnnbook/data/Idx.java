package cnnbook.data;

import cnnbook.UserError;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The format of MNIST and its successors (<a
 * href="http://yann.lecun.com/exdb/mnist/">yann.lecun.com</a>): two zero bytes, a byte for the type
 * (8: unsigned bytes), a byte for the number of dimensions, the dimensions as big-endian 32-bit
 * integers, then the values, the last dimension fastest. Files may be compressed with gzip; their
 * first bytes tell.
 */
final class Idx {
  private static final int UNSIGNED_BYTES = 8;

  /** Deflate cannot shrink anything by more than this factor. */
  private static final long MAX_RATIO = 1032;

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
      throw damaged(
          labels, "expected %d labels as in %s, found %d", x.sizes[0], images, y.sizes[0]);
    }
    if (x.sizes[1] == 0 || x.sizes[2] == 0) {
      throw damaged(images, "expected images, found a size of %d×%d", x.sizes[1], x.sizes[2]);
    }
    int[] numbers = new int[y.values.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = y.values[i] & 0xFF;
      if (numbers[i] >= classes.size()) {
        throw damaged(
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
    byte[] stored = load(file);
    boolean gzip = stored.length > 1 && stored[0] == 0x1f && stored[1] == (byte) 0x8b;
    try (WholeGzip packed = gzip ? new WholeGzip(stored) : null) {
      var in = gzip ? packed : new ByteArrayInputStream(stored);
      int[] sizes = sizes(file, rank, in.readNBytes(4 + 4 * rank));
      long limit = gzip ? stored.length * MAX_RATIO : stored.length;
      int expected = checkedLength(file, sizes, limit);
      byte[] values = in.readNBytes(expected);
      if (values.length < expected) {
        throw truncated(file, sizes, expected, values.length);
      }
      if (in.read() != -1 || gzip && packed.bytesAfterTheEnd() > 0) {
        throw damaged(
            file, "expected %d values (%s), found more bytes after them", expected, text(sizes));
      }
      return new Bytes(sizes, values);
    } catch (OutOfMemoryError e) {
      throw tooLarge(file, stored.length);
    } catch (EOFException e) {
      throw damaged(file, "expected a whole gzip file, found one that ends early");
    } catch (ZipException e) {
      throw damaged(file, "expected an intact gzip file, found: %s", e.getMessage());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static byte[] load(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw UserError.missing(file + " is not there", "Restore it, or fetch the data set again.");
    } catch (IOException e) {
      throw unreadable(file, e);
    } catch (OutOfMemoryError e) {
      throw tooLarge(file, file.toFile().length());
    }
  }

  private static int[] sizes(Path file, int rank, byte[] header) {
    byte[] expected = {0, 0, UNSIGNED_BYTES, (byte) rank};
    byte[] magic = Arrays.copyOf(header, Math.min(4, header.length));
    if (!Arrays.equals(expected, magic)) {
      throw damaged(
          file,
          "expected IDX of unsigned bytes in %d dimension(s), which begins %s, found %s",
          rank,
          hex(expected),
          magic.length == 0 ? "an empty file" : hex(magic));
    }
    if (header.length < 4 + 4 * rank) {
      throw damaged(
          file, "expected a header of %d bytes, found %d bytes", 4 + 4 * rank, header.length);
    }
    int[] sizes = new int[rank];
    ByteBuffer.wrap(header, 4, 4 * rank).asIntBuffer().get(sizes);
    for (int size : sizes) {
      if (size < 0) {
        throw damaged(file, "expected sizes up to %d, found %s", Integer.MAX_VALUE, text(sizes));
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
      throw tooLarge(file, length);
    }
    return (int) length;
  }

  private static UserError truncated(Path file, int[] sizes, double expected, long found) {
    return damaged(
        file,
        "expected %.0f values (%s), found a truncated file of at most %d",
        expected,
        text(sizes),
        found);
  }

  private static UserError tooLarge(Path file, double length) {
    return UserError.failed(
        "%s: expected a file that fits into memory, found at least %.0f bytes"
            .formatted(file, length),
        "Give Java more memory (-Xmx), or use a smaller file.");
  }

  private static UserError damaged(Path file, String what, Object... values) {
    return UserError.failed(
        file + ": " + what.formatted(values), "Restore the file, or fetch the data set again.");
  }

  private static UserError unreadable(Path file, IOException e) {
    return UserError.missing(
        "%s cannot be read: %s".formatted(file, e), "Check its permissions and the disk.", e);
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

  /** gzip that can say whether anything follows its end, which Java's own reading lets pass. */
  private static final class WholeGzip extends GZIPInputStream {
    private static final int TRAILER = 8;

    WholeGzip(byte[] file) throws IOException {
      // A buffer as long as the file: what is left after the end then is in the inflater.
      super(new ByteArrayInputStream(file), file.length);
    }

    int bytesAfterTheEnd() {
      return inf.getRemaining() - TRAILER;
    }
  }
}
