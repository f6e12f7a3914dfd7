package cnnbook.grading;

import cnnbook.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * What the random inputs of hidden tests are drawn from. Who has it can compute them; a grading can
 * be repeated only with the same one.
 *
 * @param bytes at least {@value #LEAST}
 */
public record Secret(byte[] bytes) {
  private static final int LEAST = 16;
  private static final int MADE = 32;
  private static final int SHOWN = 8;
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  /** Where it is kept if the lecturer names no other place: with the user's settings. */
  public static Path usualPlace() {
    String settings = System.getenv("XDG_CONFIG_HOME");
    Path folder =
        settings == null || settings.isBlank()
            ? Path.of(System.getProperty("user.home"), ".config")
            : Path.of(settings);
    return folder.resolve("cnnbook").resolve("grading-secret");
  }

  /**
   * Reads a secret.
   *
   * @throws UserError if the file is not there, too short, or open to others
   */
  public static Secret read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw UserError.missing(
            "there is no secret " + file, "Leave --secret out: one is made and kept.");
      }
      if (posix(file) && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
        throw UserError.failed(
            "others may read the secret " + file, "Close it: chmod 600 " + file + ".");
      }
      byte[] bytes = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
      if (bytes.length < LEAST) {
        throw UserError.failed(
            "the secret %s has %d characters, at least %d are needed"
                .formatted(file, bytes.length, LEAST),
            "Leave --secret out: one is made and kept.");
      }
      return new Secret(bytes);
    } catch (IOException e) {
      throw UserError.failed(
          "the secret %s cannot be read: %s".formatted(file, e.getMessage()), "Mend the file.", e);
    }
  }

  /** Reads a secret, which is made first if it is not there; only its owner may read it. */
  public static Secret ensure(Path file) {
    try {
      if (!Files.exists(file)) {
        make(file);
      }
    } catch (IOException e) {
      throw UserError.failed(
          "no secret can be made in %s: %s".formatted(file, e.getMessage()),
          "Name one by --secret FILE.",
          e);
    }
    return read(file);
  }

  private static void make(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    byte[] random = new byte[MADE];
    new SecureRandom().nextBytes(random);
    FileAttribute<?>[] closed =
        posix(file.toAbsolutePath().getParent())
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
            : new FileAttribute<?>[0];
    Path part = Files.createTempFile(file.toAbsolutePath().getParent(), "secret", "", closed);
    try {
      Files.writeString(part, HexFormat.of().formatHex(random) + "\n");
      // Of two that make one at the same time, the first wins.
      Files.createLink(file, part);
    } catch (FileAlreadyExistsException e) {
      // The other's is as good.
    } catch (UnsupportedOperationException e) {
      Files.move(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static boolean posix(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }

  /** Tells secrets apart and gives nothing away. */
  String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("fingerprint".getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(bytes), 0, SHOWN);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
