package cnnbook.data;

import cnnbook.UserError;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What is inside of CIFAR-10's archive, a tar compressed with gzip.
 *
 * @param root the folder in the archive that holds the members
 * @param members the files in it, in {@link CifarBinary}'s format
 * @param images how many images each of them holds
 */
public record CifarArchive(String root, List<String> members, int images) {
  /** Whether all members are in this folder. */
  boolean isIn(Path folder) {
    return members.stream().allMatch(member -> Files.isRegularFile(folder.resolve(member)));
  }

  /** The bytes of all members together. */
  long bytes() {
    return (long) members.size() * images * CifarBinary.RECORD;
  }

  /** Where somebody has unpacked it: in this folder or in the archive's own folder there. */
  Optional<Path> unpackedIn(Path folder) {
    return Stream.of(folder, folder.resolve(root)).filter(this::isIn).findFirst();
  }

  /** What is wrong with the members in a folder; empty if all is well. */
  Optional<String> problem(Path folder) {
    try {
      members.forEach(member -> CifarBinary.read(folder.resolve(member), images));
      return Optional.empty();
    } catch (UserError e) {
      return Optional.of(e.getMessage());
    }
  }

  /**
   * Unpacks the members and nothing else: the names in the archive are compared, never used as
   * paths, so no entry can lead out of the folder.
   *
   * @param archive the archive
   * @param folder where the members go; each is replaced at once when it is whole
   * @throws UserError if a member is missing, is no plain file or has another size, or the disk
   *     cannot be written
   */
  void unpack(Path archive, Path folder) {
    Set<String> missing = new HashSet<>(members);
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
        var tar = new TarArchiveInputStream(new GZIPInputStream(file, 1 << 16))) {
      for (TarArchiveEntry entry = tar.getNextEntry();
          entry != null && !missing.isEmpty();
          entry = tar.getNextEntry()) {
        String member = memberOf(entry.getName());
        if (missing.remove(member)) {
          checkEntry(archive, entry);
          install(tar, folder.resolve(member));
        }
      }
    } catch (EOFException e) {
      throw StoredFile.damaged(archive, "expected a whole .tar.gz, found one that ends early");
    } catch (IOException | IllegalArgumentException e) {
      throw StoredFile.damaged(archive, "expected an intact .tar.gz, found: %s", e.getMessage());
    }
    if (!missing.isEmpty()) {
      throw StoredFile.damaged(
          archive, "expected %s in %s/, found none", String.join(", ", sorted(missing)), root);
    }
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  /** The member that an entry of this name is; null if it is none. */
  private String memberOf(String entry) {
    String name = entry.startsWith("./") ? entry.substring(2) : entry;
    return members.stream()
        .filter(member -> name.equals(root + "/" + member))
        .findFirst()
        .orElse(null);
  }

  private void checkEntry(Path archive, TarArchiveEntry entry) {
    long expected = (long) images * CifarBinary.RECORD;
    boolean plain = entry.isFile() && !entry.isLink() && !entry.isSymbolicLink();
    if (!plain || entry.getSize() != expected) {
      throw StoredFile.damaged(
          archive,
          "expected %s as a file of %d bytes, found %s of %d bytes",
          entry.getName(),
          expected,
          plain ? "one" : "an entry of another kind",
          entry.getSize());
    }
  }

  /** Copies the members from another folder; each is replaced at once when it is whole. */
  void copy(Path from, Path folder) {
    for (String member : members) {
      PartFile.onDisk(
          folder.resolve(member),
          () -> {
            try (InputStream content = Files.newInputStream(from.resolve(member))) {
              install(content, folder.resolve(member));
            }
            return null;
          });
    }
  }

  private static void install(InputStream content, Path target) throws IOException {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      try (OutputStream out = PartFile.onDisk(part, () -> Files.newOutputStream(part))) {
        write(content, out, part);
      }
      PartFile.onDisk(target, () -> Files.move(part, target, StandardCopyOption.ATOMIC_MOVE));
    } finally {
      PartFile.onDisk(part, () -> Files.deleteIfExists(part));
    }
  }

  /** Reading fails with the archive, writing with the disk: the two are told apart. */
  private static void write(InputStream content, OutputStream out, Path part) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
      int length = n;
      PartFile.onDisk(
          part,
          () -> {
            out.write(buffer, 0, length);
            return null;
          });
    }
  }
}
