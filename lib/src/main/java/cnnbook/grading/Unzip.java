package cnnbook.grading;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Unpacks the notebooks of a zip file without trust. Its names are only read, never used: the files
 * are called 0, 1, 2 …, so that no entry can land elsewhere; nothing is unpacked but notebooks and
 * zip files, and of these no more than a notebook can have.
 */
final class Unzip {
  /** What a class may hand in. */
  private static final Room CLASS = new Room(50_000, 8L << 30);

  /** What a zip file among the submissions may hold, so that one cannot take the others' room. */
  private static final Room ONE = new Room(5_000, 1L << 30);

  /** Text shrinks to a tenth, pictures not at all; a bomb to a thousandth. */
  private static final long MAX_RATIO = 200;

  /** Up to this size the ratio is not looked at. */
  private static final long SMALL = 4L << 20;

  private final Path target;
  private final Inbox inbox;
  private final Room room;
  private final List<String> below;
  private final FileTime time;
  private long total;

  private record Room(int entries, long bytes) {}

  private Unzip(Path target, Inbox inbox, Room room, List<String> below, FileTime time) {
    this.target = target;
    this.inbox = inbox;
    this.room = room;
    this.below = below;
    this.time = time;
  }

  /** For the zip file with all submissions, whose entries' times say when they were handed in. */
  Unzip(Path target, Inbox inbox) {
    this(target, inbox, CLASS, List.of(), null);
  }

  /**
   * For one among the submissions.
   *
   * @param below the names from the top to it
   * @param time when it was handed in: its entries' times are their author's
   */
  Unzip(Path target, Inbox inbox, List<String> below, FileTime time) {
    this(target, inbox, ONE, below, time);
  }

  void unzip(Path zip) throws IOException {
    try (ZipFile file = ZipFile.builder().setPath(zip).get()) {
      List<ZipArchiveEntry> entries = Collections.list(file.getEntries());
      if (entries.size() > room.entries()) {
        throw new IOException(
            "it has %d entries, at most %d are read".formatted(entries.size(), room.entries()));
      }
      for (int i = 0; i < entries.size(); i++) {
        if (!entries.get(i).isDirectory()) {
          unzip(file, entries.get(i), target.resolve(String.valueOf(i)));
        }
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("it is damaged: " + e.getMessage(), e);
    }
  }

  private void unzip(ZipFile zip, ZipArchiveEntry entry, Path file) throws IOException {
    // Windows' own tools used to write the other stroke.
    List<String> names = List.of(entry.getName().replace('\\', '/').split("/", -1));
    List<String> path = Stream.concat(below.stream(), names.stream()).toList();
    if (names.stream().anyMatch(name -> name.isEmpty() || name.matches("\\.\\.?|[A-Za-z]:"))) {
      inbox.note("left out, its name leads elsewhere: " + entry.getName());
    } else if (entry.isUnixSymlink()) {
      inbox.note("left out, a link: " + entry.getName());
    } else if (!Layout.isNotebook(path) && !Layout.isZip(path)) {
      inbox.add(path, null, null);
    } else if (!zip.canReadEntryData(entry)) {
      inbox.add(path, null, "the file is encrypted, or packed in an unusual way: hand it in again");
    } else {
      unpack(zip, entry, path, file);
    }
  }

  private void unpack(ZipFile zip, ZipArchiveEntry entry, List<String> path, Path file)
      throws IOException {
    long size;
    try (InputStream in = zip.getInputStream(entry);
        OutputStream out = Files.newOutputStream(file)) {
      size = copy(in, out, limit(entry));
    } catch (IOException e) {
      inbox.add(path, null, "the file is damaged in the zip file: hand it in again");
      return;
    }
    total += size;
    if (total > room.bytes()) {
      throw new IOException("it unpacks to more than %d GB".formatted(room.bytes() >> 30));
    }
    if (size > limit(entry)) {
      Files.delete(file);
      inbox.add(
          path,
          null,
          "the file unpacks to more than a notebook can have: clear its outputs and hand it in"
              + " again");
    } else {
      keepTime(entry, file);
      inbox.add(path, file, null);
    }
  }

  /** The entry's time says when the notebook was handed in; one that is no time is not kept. */
  private void keepTime(ZipArchiveEntry entry, Path file) throws IOException {
    FileTime own = time == null ? entry.getLastModifiedTime() : time;
    Instant now = Instant.now();
    if (own != null && own.toInstant().isAfter(Instant.EPOCH) && own.toInstant().isBefore(now)) {
      Files.setLastModifiedTime(file, own);
    }
  }

  private static long limit(ZipArchiveEntry entry) {
    long byRatio = Math.max(SMALL, entry.getCompressedSize() * MAX_RATIO);
    return Math.min(SubmissionReader.MAX_BYTES, byRatio);
  }

  /** Copies up to a limit and a little more; the entry's own word for its size is not believed. */
  private static long copy(InputStream in, OutputStream out, long limit) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long size = 0;
    for (int n = in.read(buffer); n >= 0 && size <= limit; n = in.read(buffer)) {
      out.write(buffer, 0, n);
      size += n;
    }
    return size;
  }
}
