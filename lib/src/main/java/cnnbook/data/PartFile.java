package cnnbook.data;

import cnnbook.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The beginning of a file that is being downloaded, beside its final place: {@code NAME.part}, and
 * in {@code NAME.part.tag} the server's mark of the version that it is part of. Failures of the
 * disk are {@link UserError}s, so that they are not taken for failures of the network.
 */
final class PartFile {
  private final Path target;
  private final Path part;
  private final Path tag;

  PartFile(Path target) {
    this.target = target;
    this.part = target.resolveSibling(target.getFileName() + ".part");
    this.tag = target.resolveSibling(target.getFileName() + ".part.tag");
  }

  interface Action<T> {
    T run() throws IOException;
  }

  /** Runs something that only the disk can fail at. */
  static <T> T onDisk(Path file, Action<T> action) {
    try {
      return action.run();
    } catch (AccessDeniedException e) {
      throw UserError.missing(
          "no permission for " + e.getFile(),
          "Mend its permissions, or set CNNBOOK_DATA to a folder that you may write.",
          e);
    } catch (FileAlreadyExistsException e) {
      throw UserError.missing(
          "%s is a file where a folder is needed".formatted(e.getFile()),
          "Move it away, or set CNNBOOK_DATA to another folder.",
          e);
    } catch (IOException e) {
      throw UserError.missing(
          "%s cannot be written: %s".formatted(file, reason(e)),
          "Check the disk (is it full?), or set CNNBOOK_DATA to a folder on another one.",
          e);
    }
  }

  /** File exceptions put both paths into their message; the reason alone says more. */
  private static String reason(IOException e) {
    String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }

  /** How many bytes can be kept: none if it is unknown which version they belong to. */
  long kept() {
    boolean known = !tag().isEmpty();
    return onDisk(part, () -> Files.exists(part) && known ? Files.size(part) : 0);
  }

  /**
   * The version's mark: a strong ETag or a date, as {@code If-Range} wants it. Empty if there is
   * none, or what is there cannot be one: a crash may leave any bytes.
   */
  String tag() {
    String mark =
        onDisk(
            tag, () -> Files.exists(tag) ? Files.readString(tag, StandardCharsets.ISO_8859_1) : "");
    return mark.matches("[!-~][ -~]*") ? mark : "";
  }

  /** Forgets what was there; {@code version} is null if the server gives no mark. */
  void restart(String version) {
    discard();
    if (version != null) {
      onDisk(tag, () -> Files.writeString(tag, version));
    }
  }

  FileChannel append() {
    return onDisk(
        part,
        () ->
            FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND));
  }

  void write(FileChannel out, byte[] bytes, int length) {
    onDisk(
        part,
        () -> {
          ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
          while (buffer.hasRemaining()) {
            out.write(buffer);
          }
          return null;
        });
  }

  boolean isIntact(RemoteFile file) {
    return onDisk(part, () -> file.isIntact(part));
  }

  String md5() {
    return onDisk(part, () -> Checksum.md5(part));
  }

  /** Moves the whole file to its place at once: nobody sees half of it. */
  void install() {
    onDisk(target, () -> Files.move(part, target, StandardCopyOption.ATOMIC_MOVE));
    discard();
  }

  void discard() {
    onDisk(part, () -> Files.deleteIfExists(part));
    onDisk(tag, () -> Files.deleteIfExists(tag));
  }
}
