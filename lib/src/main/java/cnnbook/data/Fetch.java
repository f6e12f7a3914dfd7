package cnnbook.data;

import cnnbook.UserError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings full data sets into the cache. A file there is always whole and checked. Two processes may
 * fetch the same set at once: the second waits, then finds everything there.
 */
public final class Fetch {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 200;
  private static final String MD5_MATCHES = "md5 matches";
  private static final String CONTENT_IS_RIGHT =
      "sizes and values are right; no checksum of the unpacked file is known";

  private final Path cache;
  private final Progress progress;
  private final Duration patience;

  /**
   * A fetch into a cache.
   *
   * @param cache {@link Cache#folder()}, or another; made if it is not there
   * @param progress is told how it goes
   */
  public Fetch(Path cache, Progress progress) {
    this(cache, progress, PATIENCE);
  }

  Fetch(Path cache, Progress progress, Duration patience) {
    this.cache = cache;
    this.progress = progress;
    this.patience = patience;
  }

  /**
   * Downloads what is not in the cache yet, or is damaged there.
   *
   * @throws UserError if no mirror gives a file, or the cache cannot be written
   */
  public void download(RemoteSet set) {
    locked(set, () -> downloadAll(set));
  }

  private void downloadAll(RemoteSet set) {
    Path folder = set.folder(cache);
    List<RemoteFile> wanted = set.files().stream().filter(file -> !isThere(file, folder)).toList();
    checkSpace(folder, wanted.stream().mapToLong(RemoteFile::space).sum());
    Download download = new Download(patience, progress);
    for (RemoteFile file : wanted) {
      Path target = folder.resolve(file.name());
      // An archive lies there if an earlier fetch was stopped before it was unpacked.
      if (file.archive() == null || !isIntact(file, target)) {
        download.fetch(set.mirrors(), file, target);
      }
      if (file.archive() != null) {
        file.archive().unpack(target, folder);
        PartFile.onDisk(target, () -> Files.deleteIfExists(target));
      }
    }
  }

  private static boolean isThere(RemoteFile file, Path folder) {
    return file.in(folder).map(copy -> file.problem(copy).isEmpty()).orElse(false);
  }

  /** By the file, not by its FileStore: where the root is not a mount point there is none. */
  private static void checkSpace(Path folder, long needed) {
    long free = folder.toFile().getUsableSpace();
    if (free < needed) {
      throw UserError.missing(
          "%s: expected %d MB of free space, found %d MB"
              .formatted(folder, needed / 1_000_000 + 1, free / 1_000_000),
          "Free some, or set CNNBOOK_DATA to a folder on another disk.");
    }
  }

  /**
   * Takes files that somebody has, packed as published or unpacked.
   *
   * @param from a folder that holds all files of the set, or one file
   * @return the names of the files that are still missing in the cache; none if {@code from} is a
   *     folder
   * @throws UserError if a file is not what it should be, or a folder holds too few
   */
  public List<String> take(RemoteSet set, Path from) {
    if (!Files.exists(from)) {
      throw UserError.missing(from + " is not there", "Check the path after --from.");
    }
    List<Path> candidates = Files.isDirectory(from) ? files(from) : List.of(from);
    locked(set, () -> takeAll(set, candidates, from));
    List<String> missing = set.missing(cache);
    if (Files.isDirectory(from) && !missing.isEmpty()) {
      throw UserError.missing(
          "%s holds no %s".formatted(from, String.join(", ", missing)),
          "Add what is missing, or fetch it: ./cnnbook data fetch " + set.name());
    }
    return missing;
  }

  private void takeAll(RemoteSet set, List<Path> candidates, Path from) {
    boolean taken = false;
    for (RemoteFile file : set.files()) {
      Optional<Path> found = find(file, candidates).or(() -> unpacked(file, from));
      found.ifPresent(copy -> take(file, copy, set.folder(cache)));
      taken |= found.isPresent();
    }
    if (!taken) {
      throw UserError.missing(
          "%s: expected files of %s, found none".formatted(from, set.name()),
          "They are called "
              + String.join(", ", set.files().stream().map(RemoteFile::name).toList())
              + ", or the same unpacked.");
    }
  }

  /** By name, the packed one first; else by checksum. */
  private static Optional<Path> find(RemoteFile file, List<Path> candidates) {
    Stream<Path> named = candidates.stream().filter(file::isNamed).sorted(Fetch::packedFirst);
    Stream<Path> others = candidates.stream().filter(copy -> isIntact(file, copy));
    return Stream.concat(named, others).findFirst();
  }

  private static Optional<Path> unpacked(RemoteFile file, Path from) {
    return Optional.ofNullable(file.archive()).flatMap(archive -> archive.unpackedIn(from));
  }

  private static boolean isIntact(RemoteFile file, Path copy) {
    try {
      return file.isIntact(copy);
    } catch (IOException e) {
      return false;
    }
  }

  private static int packedFirst(Path a, Path b) {
    return Boolean.compare(b.toString().endsWith(".gz"), a.toString().endsWith(".gz"));
  }

  private void take(RemoteFile file, Path source, Path folder) {
    if (file.archive() != null) {
      takeArchive(file, source, folder);
    } else {
      takeFile(file, source, folder);
    }
  }

  private void takeArchive(RemoteFile file, Path source, Path folder) {
    refuse(file.problem(source));
    if (Files.isDirectory(source)) {
      file.archive().copy(source, folder);
      progress.done(file.name(), CONTENT_IS_RIGHT);
    } else {
      file.archive().unpack(source, folder);
      progress.done(file.name(), MD5_MATCHES);
    }
  }

  private static void refuse(Optional<String> problem) {
    if (problem.isPresent()) {
      throw UserError.failed(problem.get(), "Give the file as it was published, or unpacked.");
    }
  }

  private void takeFile(RemoteFile file, Path source, Path folder) {
    Path copy = PartFile.onDisk(folder, () -> Files.createTempFile(folder, file.name(), ".copy"));
    try {
      PartFile.onDisk(copy, () -> Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING));
      refuse(file.problem(copy).map(said -> said.replace(copy.toString(), source.toString())));
      boolean unpacked = PartFile.onDisk(copy, () -> file.isUnpacked(copy));
      Path target = folder.resolve(unpacked ? file.rawName() : file.name());
      PartFile.onDisk(target, () -> Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE));
      Path other = folder.resolve(unpacked ? file.name() : file.rawName());
      if (!other.equals(target)) {
        PartFile.onDisk(other, () -> Files.deleteIfExists(other));
      }
      progress.done(target.getFileName().toString(), proof(file, unpacked));
    } finally {
      PartFile.onDisk(copy, () -> Files.deleteIfExists(copy));
    }
  }

  private static String proof(RemoteFile file, boolean unpacked) {
    if (!unpacked) {
      return MD5_MATCHES;
    }
    return file.idx().sha256() != null ? "sha256 of the unpacked file matches" : CONTENT_IS_RIGHT;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw UserError.missing(
          "%s cannot be read: %s".formatted(folder, e), "Check its permissions.", e);
    }
  }

  private void locked(RemoteSet set, Runnable work) {
    PartFile.onDisk(cache, () -> Files.createDirectories(set.folder(cache)));
    Path lock = cache.resolve("." + set.name() + ".lock");
    try (FileChannel channel =
            PartFile.onDisk(
                lock,
                () -> FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        FileLock held = lock(channel, lock)) {
      assert held.isValid();
      work.run();
    } catch (IOException e) {
      throw UserError.missing(
          "%s cannot be locked: %s".formatted(lock, e.getMessage()),
          "Set CNNBOOK_DATA to a folder on a local disk.",
          e);
    }
  }

  /** Waits for other processes, and for other threads of this one, which Java refuses instead. */
  private FileLock lock(FileChannel channel, Path file) throws IOException {
    boolean told = false;
    while (true) {
      try {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          return lock;
        }
      } catch (OverlappingFileLockException e) {
        // Another thread of this process has it: wait as for another process.
      }
      if (!told) {
        progress.waiting(file);
        told = true;
      }
      sleep();
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UserError.failed("the fetch was interrupted", "Run it again.");
    }
  }
}
