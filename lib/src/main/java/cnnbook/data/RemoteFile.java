package cnnbook.data;

import cnnbook.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * One file of a data set as its authors publish it.
 *
 * @param name its name on the servers and in the cache
 * @param bytes its size
 * @param md5 the published checksum
 * @param idx what is inside, if it is a gzip-compressed IDX file, else null
 * @param archive what is inside, if it is CIFAR-10's archive, else null; the cache then holds the
 *     unpacked members and not the archive
 */
public record RemoteFile(String name, long bytes, String md5, Unpacked idx, CifarArchive archive) {
  /** A file that is not an archive. */
  public RemoteFile(String name, long bytes, String md5, Unpacked idx) {
    this(name, bytes, md5, idx, null);
  }

  /**
   * The IDX file inside.
   *
   * @param sha256 its checksum; null if none was ever published
   * @param classes K if the values are labels 0 … K−1, else 256
   * @param sizes its dimensions
   */
  public record Unpacked(String sha256, int classes, int... sizes) {}

  /** The name of the file once it is unpacked. */
  String rawName() {
    return name.replaceAll("\\.gz$", "");
  }

  /** Whether a file has this one's published size and checksum. */
  boolean isIntact(Path file) throws IOException {
    return Files.size(file) == bytes && Checksum.md5(file).equals(md5);
  }

  /**
   * What is wrong with somebody's copy of this file, packed as published or unpacked.
   *
   * @param file the copy, of an unpacked archive its folder
   * @return a sentence with what was expected and what was found; empty if all is well
   */
  Optional<String> problem(Path file) {
    try {
      if (!isUnpacked(file)) {
        return isIntact(file)
            ? Optional.empty()
            : Optional.of(
                "%s: expected %d bytes with md5 %s, found %d with md5 %s"
                    .formatted(file, bytes, md5, Files.size(file), Checksum.md5(file)));
      }
      if (archive != null) {
        return archive.problem(file);
      }
      return idx.sha256() == null ? contentProblem(file) : checksumProblem(file);
    } catch (IOException e) {
      return Optional.of("%s cannot be read: %s".formatted(file, e));
    }
  }

  boolean unpacksTo(String sha256) {
    return idx != null && sha256.equals(idx.sha256());
  }

  private Optional<String> checksumProblem(Path file) throws IOException {
    String found = Checksum.sha256(file);
    return found.equals(idx.sha256())
        ? Optional.empty()
        : Optional.of("%s: expected sha256 %s, found %s".formatted(file, idx.sha256(), found));
  }

  private Optional<String> contentProblem(Path file) throws IOException {
    Optional<String> owner = RemoteSet.ownerOfUnpacked(Checksum.sha256(file));
    if (owner.isPresent()) {
      return Optional.of("%s: expected another data set, found %s".formatted(file, owner.get()));
    }
    try {
      Idx.Bytes content = Idx.read(file, idx.sizes().length);
      if (!Arrays.equals(content.sizes(), idx.sizes())) {
        return Optional.of(
            "%s: expected sizes %s, found %s"
                .formatted(file, Arrays.toString(idx.sizes()), Arrays.toString(content.sizes())));
      }
      for (byte value : content.values()) {
        if ((value & 0xFF) >= idx.classes()) {
          return Optional.of(
              "%s: expected labels from 0 to %d, found %d"
                  .formatted(file, idx.classes() - 1, value & 0xFF));
        }
      }
      return Optional.empty();
    } catch (UserError e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Whether the file is the IDX file itself, which begins with two zeros, or a folder. */
  boolean isUnpacked(Path file) throws IOException {
    if (idx == null) {
      return archive != null && Files.isDirectory(file);
    }
    try (var content = Files.newInputStream(file)) {
      return Arrays.equals(content.readNBytes(2), new byte[2]);
    }
  }

  /** The bytes that it needs in the cache at most. */
  long space() {
    return archive == null ? bytes : bytes + archive.bytes();
  }

  /** Whether people call a file of this name by this file's name; some write a dot for a hyphen. */
  boolean isNamed(Path file) {
    String found = file.getFileName().toString().toLowerCase(Locale.ROOT).replace(".idx", "-idx");
    return found.equals(name) || found.equals(rawName());
  }

  /** The copy in this folder, packed or unpacked; of an unpacked archive the folder itself. */
  Optional<Path> in(Path folder) {
    if (archive != null) {
      return Optional.of(folder).filter(archive::isIn);
    }
    Path packed = folder.resolve(name);
    Path unpacked = folder.resolve(rawName());
    return Files.exists(packed)
        ? Optional.of(packed)
        : Files.exists(unpacked) ? Optional.of(unpacked) : Optional.empty();
  }
}
