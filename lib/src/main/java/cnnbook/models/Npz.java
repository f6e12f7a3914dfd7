package cnnbook.models;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * NumPy's archives of arrays. DJL reads the arrays; the archive is opened here, because DJL takes
 * one that was cut off for a shorter one, misreads big-endian numbers, and ends the process on
 * 16-bit integers.
 */
final class Npz {
  private static final int HEADER = 4096;
  private static final String SUFFIX = ".npy";
  private static final Pattern DESCRIPTION =
      Pattern.compile("'descr': (.+), 'fortran_order': (True|False)");
  private static final Pattern FLOATING = Pattern.compile("'<f[248]'");

  private Npz() {}

  /** Whether the archive is one of PyTorch's, with Python objects in it. */
  static boolean isPickled(Path file) throws IOException {
    return entries(file).stream().anyMatch(name -> name.endsWith("data.pkl"));
  }

  private static List<String> entries(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.stream().map(ZipEntry::getName).toList();
    }
  }

  /** All arrays by name, but for those that {@code ignored} accepts. */
  static Map<String, Stored> read(Path file, NDManager manager, Predicate<String> ignored)
      throws IOException {
    Map<String, Stored> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!entry.getName().endsWith(SUFFIX)) {
          throw new IOException("its entry " + entry.getName() + " is no array");
        }
        String name = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
        if (!ignored.test(name)) {
          arrays.put(name, read(zip, entry, manager));
        }
      }
    }
    return arrays;
  }

  private static Stored read(ZipFile zip, ZipEntry entry, NDManager manager) throws IOException {
    verify(zip, entry);
    return array(zip.getInputStream(entry), manager);
  }

  /** One array, as a file {@code .npy} has it; closes the stream. */
  static Stored array(InputStream bytes, NDManager manager) throws IOException {
    try (InputStream in = new BufferedInputStream(bytes, HEADER)) {
      in.mark(HEADER);
      String trouble = trouble(new String(in.readNBytes(HEADER), StandardCharsets.ISO_8859_1));
      if (trouble != null) {
        return Stored.unusable(trouble);
      }
      in.reset();
      return Stored.of(NDList.decode(manager, in).singletonOrThrow());
    }
  }

  /** Before its numbers are used, so that a damaged size is not taken for one. */
  private static void verify(ZipFile zip, ZipEntry entry) throws IOException {
    try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
      in.transferTo(OutputStream.nullOutputStream());
      if (in.getChecksum().getValue() != entry.getCrc()) {
        throw new IOException("the checksum of " + entry.getName() + " is wrong");
      }
    }
  }

  private static String trouble(String start) {
    Matcher header = DESCRIPTION.matcher(start);
    if (!header.find()) {
      return "is no NumPy array";
    }
    if (!FLOATING.matcher(header.group(1)).matches()) {
      return "holds numbers of type %s, not '<f2', '<f4' or '<f8': write numpy.float32(it)"
          .formatted(header.group(1));
    }
    return header.group(2).equals("True")
        ? "was written column by column (Fortran order): write numpy.ascontiguousarray of it"
        : null;
  }
}
