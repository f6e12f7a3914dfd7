package cnnbook;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are there whole or not at all: written beside their place, then moved to it. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Where a file is written before it has its name. */
  public static Path partOf(Path target) {
    return target.resolveSibling("." + target.getFileName() + ".part");
  }

  /**
   * Writes a file.
   *
   * @throws UserError if it cannot be written; nothing of it is left then
   */
  public static void write(Path target, Content content) {
    Path part = partOf(target);
    try {
      try (OutputStream out = Files.newOutputStream(part)) {
        content.writeTo(out);
      }
      move(part, target);
    } catch (IOException e) {
      delete(part);
      throw UserError.failed(problem(target, reason(e)), "Make room, or choose another folder.", e);
    } catch (RuntimeException e) {
      delete(part);
      throw e;
    }
  }

  /** As {@link #write(Path, Content)}, text in UTF-8. */
  public static void write(Path target, String text) {
    write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Gives a finished part its name. */
  public static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Deletes a file if it is there; one that cannot be deleted now is when the JVM ends. */
  public static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // A part that stays is hidden and harmless; the error that led here matters more.
      file.toFile().deleteOnExit();
    }
  }

  /** Says which file could not be written, why, and how much room is left there. */
  public static String problem(Path target, String reason) {
    Path folder = target.toAbsolutePath().getParent();
    // Of a folder that is gone the reason speaks.
    String room =
        Files.isDirectory(folder)
            ? String.format(" (%.1f MB free there)", folder.toFile().getUsableSpace() / 1e6)
            : "";
    return "cannot write " + target + ": " + reason + room;
  }

  private static String reason(IOException e) {
    boolean named = e instanceof FileSystemException file && file.getReason() != null;
    return named
        ? ((FileSystemException) e).getReason()
        : e.getClass().getSimpleName() + " " + e.getMessage();
  }
}
