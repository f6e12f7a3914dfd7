package cnnbook.training;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A zip file that proves that it is whole: its comment, the last thing in it, is the SHA-256 of all
 * bytes before the comment. Programs that read zip files, such as NumPy, skip the comment.
 */
final class Seal extends FilterOutputStream {
  private static final String BEGIN = "sha256 ";
  private static final int DIGITS = 64;
  private static final int COMMENT = BEGIN.length() + DIGITS;

  /** A zip ends with the length of its comment: two bytes, the low one first. */
  private static final int LENGTH = 2;

  private static final int BUFFER = 1 << 16;

  private final MessageDigest digest = sha256();
  private byte[] last = new byte[0];

  /** Gets a zip file without a comment and passes it on. */
  Seal(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    byte[] all = Arrays.copyOf(last, last.length + count);
    System.arraycopy(bytes, from, all, last.length, count);
    int ready = Math.max(0, all.length - LENGTH);
    pass(all, ready);
    last = Arrays.copyOfRange(all, ready, all.length);
  }

  /** Does nothing: who writes the zip closes it before its comment is there. */
  @Override
  public void close() throws IOException {
    flush();
  }

  /** Appends the comment. */
  void finish() throws IOException {
    if (!Arrays.equals(last, new byte[LENGTH])) {
      throw new IOException("the zip file has a comment already");
    }
    pass(new byte[] {(byte) COMMENT, 0}, LENGTH);
    out.write(comment(digest));
    out.flush();
  }

  private void pass(byte[] bytes, int count) throws IOException {
    digest.update(bytes, 0, count);
    out.write(bytes, 0, count);
  }

  /**
   * Reads a file to its end.
   *
   * @throws Checkpoint.Unusable if it is not what was written
   */
  static void require(Path file) throws IOException, Checkpoint.Unusable {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = sha256();
      byte[] buffer = new byte[BUFFER];
      long left = Files.size(file) - COMMENT;
      while (left > 0) {
        int count = in.read(buffer, 0, (int) Math.min(left, BUFFER));
        if (count < 0) {
          break;
        }
        digest.update(buffer, 0, count);
        left -= count;
      }
      byte[] comment = in.readNBytes(COMMENT + 1);
      if (!new String(comment, StandardCharsets.US_ASCII).startsWith(BEGIN)) {
        throw Checkpoint.Unusable.damaged("its end, the checksum, is missing");
      }
      if (!Arrays.equals(comment, comment(digest))) {
        throw Checkpoint.Unusable.damaged("its bytes are not those that its checksum is of");
      }
    }
  }

  private static byte[] comment(MessageDigest digest) {
    String digits = HexFormat.of().formatHex(digest.digest());
    return (BEGIN + digits).getBytes(StandardCharsets.US_ASCII);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
