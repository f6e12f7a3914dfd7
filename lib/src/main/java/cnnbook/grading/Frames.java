package cnnbook.grading;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Messages on a pipe: a length, a number that the answer repeats, the bytes. */
final class Frames {
  /** A message of more bytes is refused. */
  static final int LIMIT = 16 << 20;

  private final DataInputStream in;
  private final DataOutputStream out;

  /** One message. */
  record Frame(long number, byte[] bytes) {}

  Frames(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.out = new DataOutputStream(out);
  }

  void send(long number, byte[] bytes) throws IOException {
    if (bytes.length > LIMIT) {
      throw new IOException("a message of %d bytes; at most %d".formatted(bytes.length, LIMIT));
    }
    out.writeInt(bytes.length);
    out.writeLong(number);
    out.write(bytes);
    out.flush();
  }

  /** Waits for the next message. */
  Frame receive() throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LIMIT) {
      throw new IOException("a message of %d bytes; at most %d".formatted(length, LIMIT));
    }
    long number = in.readLong();
    // Memory is taken as the bytes come, not as they were announced.
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException(
          "the message ends after %d of %d bytes".formatted(bytes.length, length));
    }
    return new Frame(number, bytes);
  }
}
