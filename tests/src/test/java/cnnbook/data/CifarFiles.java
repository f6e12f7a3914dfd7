package cnnbook.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Makes files in CIFAR-10's format, and archives, for tests. */
final class CifarFiles {
  private CifarFiles() {}

  /** Records with these labels; pixel p of image i is 31·i + p, modulo 256. */
  static byte[] records(int... labels) {
    byte[] records = new byte[labels.length * CifarBinary.RECORD];
    for (int i = 0; i < labels.length; i++) {
      int at = i * CifarBinary.RECORD;
      records[at] = (byte) labels[i];
      for (int p = 0; p < 3072; p++) {
        records[at + 1 + p] = (byte) (31 * i + p);
      }
    }
    return records;
  }

  /** A tar, hostile ones included. */
  static final class Tar {
    private static final int BLOCK = 512;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Tar file(String name, byte[] content) {
      // The second argument keeps names as they are: the hostile ones are wanted.
      TarArchiveEntry entry = new TarArchiveEntry(name, true);
      entry.setSize(content.length);
      write(entry);
      bytes.writeBytes(content);
      bytes.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
      return this;
    }

    Tar link(String name, String target) {
      TarArchiveEntry entry = new TarArchiveEntry(name, TarArchiveEntry.LF_SYMLINK);
      entry.setLinkName(target);
      write(entry);
      return this;
    }

    /** A file whose name stands in a header of its own, as newer programs write it (POSIX pax). */
    Tar longNamed(String name, byte[] content) {
      String record = " path=" + name + "\n";
      byte[] header = (record.length() + 2 + record).getBytes(StandardCharsets.UTF_8);
      assertThat(header).hasSize(record.length() + 2);
      TarArchiveEntry entry = new TarArchiveEntry("header", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
      entry.setSize(header.length);
      write(entry);
      bytes.writeBytes(header);
      bytes.writeBytes(new byte[BLOCK - header.length]);
      return file("short", content);
    }

    private void write(TarArchiveEntry entry) {
      byte[] header = new byte[BLOCK];
      entry.writeEntryHeader(header);
      bytes.writeBytes(header);
    }

    /** The .tar.gz: two empty blocks end a tar. */
    byte[] gzip() {
      bytes.writeBytes(new byte[2 * BLOCK]);
      return IdxFiles.gzip(bytes.toByteArray());
    }
  }
}
