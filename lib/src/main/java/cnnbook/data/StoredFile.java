package cnnbook.data;

import cnnbook.UserError;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A data file as it lies on the disk, compressed with gzip or not; its first bytes tell. */
final class StoredFile {
  /** Deflate cannot shrink anything by more than this factor. */
  private static final long MAX_RATIO = 1032;

  private final Path path;
  private final byte[] stored;
  private final boolean gzip;

  private StoredFile(Path path, byte[] stored) {
    this.path = path;
    this.stored = stored;
    gzip = stored.length > 1 && stored[0] == 0x1f && stored[1] == (byte) 0x8b;
  }

  /**
   * The whole file.
   *
   * @throws UserError if it is not there, cannot be read or does not fit into memory
   */
  static StoredFile load(Path file) {
    try {
      return new StoredFile(file, Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw UserError.missing(file + " is not there", "Restore it, or fetch the data set again.");
    } catch (IOException e) {
      throw unreadable(file, e);
    } catch (OutOfMemoryError e) {
      throw tooLarge(file, file.toFile().length());
    }
  }

  /** Something that reads a file's content. */
  interface Format<T> {
    T read(Content content) throws IOException;
  }

  /** What is inside of a file, unpacked. */
  final class Content {
    private final InputStream in;
    private final WholeGzip packed;

    private Content(WholeGzip packed) {
      this.packed = packed;
      in = packed == null ? new ByteArrayInputStream(stored) : packed;
    }

    /** So many bytes, or all that are left if they are fewer. */
    byte[] read(int atMost) throws IOException {
      return in.readNBytes(atMost);
    }

    /** Whether everything was read and the file ends here. */
    boolean isAtEnd() throws IOException {
      return in.read() == -1 && (packed == null || packed.bytesAfterTheEnd() == 0);
    }

    /** No more bytes than this can be inside. */
    long limit() {
      return gzip ? stored.length * MAX_RATIO : stored.length;
    }
  }

  /**
   * Reads the content.
   *
   * @throws UserError if the file is damaged or too large, and what the format throws
   */
  <T> T read(Format<T> format) {
    try (WholeGzip packed = gzip ? new WholeGzip(stored) : null) {
      return format.read(new Content(packed));
    } catch (OutOfMemoryError e) {
      throw tooLarge(path, stored.length);
    } catch (EOFException e) {
      throw damaged(path, "expected a whole gzip file, found one that ends early");
    } catch (ZipException e) {
      throw damaged(path, "expected an intact gzip file, found: %s", e.getMessage());
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  static UserError tooLarge(Path file, double length) {
    return UserError.failed(
        "%s: expected a file that fits into memory, found at least %.0f bytes"
            .formatted(file, length),
        "Give Java more memory (-Xmx), or use a smaller file.");
  }

  static UserError damaged(Path file, String what, Object... values) {
    return UserError.failed(
        file + ": " + what.formatted(values), "Restore the file, or fetch the data set again.");
  }

  private static UserError unreadable(Path file, IOException e) {
    return UserError.missing(
        "%s cannot be read: %s".formatted(file, e), "Check its permissions and the disk.", e);
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
