package cnnbook.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Checksums of files, as lower-case hexadecimal. */
final class Checksum {
  private Checksum() {}

  static String sha256(Path file) throws IOException {
    return of(file, "SHA-256");
  }

  /** What the data sets' authors publish; against damage, not against malice. */
  static String md5(Path file) throws IOException {
    return of(file, "MD5");
  }

  private static String of(Path file, String algorithm) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      new DigestInputStream(content, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
