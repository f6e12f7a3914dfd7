package cnnbook.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Makes IDX files for tests and for {@link DrawSubsets}. */
final class IdxFiles {
  private IdxFiles() {}

  /** A raw IDX file of unsigned bytes. */
  static byte[] raw(byte[] values, int... sizes) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * sizes.length + values.length);
    file.put(new byte[] {0, 0, 8, (byte) sizes.length});
    for (int size : sizes) {
      file.putInt(size);
    }
    return file.put(values).array();
  }

  /** The strongest gzip that Java has; its header holds no name and no time. */
  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new BestGzip(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
