package cnnbook.grading;

import cnnbook.exercises.remote.Solution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where DJL's engine has its native libraries unpacked. A worker may not write, so they must lie
 * there before it starts; and DJL leaves the folders to their owner, so they must be opened for
 * workers that run under another user.
 */
final class EngineFolder {
  private static final String START = "ai.djl.engine.Engine.getInstance();";

  private EngineFolder() {}

  static Path path() {
    String named = System.getenv("DJL_CACHE_DIR");
    return named == null ? Path.of(System.getProperty("user.home"), ".djl.ai") : Path.of(named);
  }

  /** Lets every user of this machine read what is unpacked. */
  static void open() {
    for (Path engine : folders(path())) {
      for (Path version : folders(engine)) {
        try {
          Files.setPosixFilePermissions(version, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /**
   * Unpacks the libraries if they are not yet there, in a process of its own.
   *
   * @throws Solution.Failure if that is not possible
   */
  static void unpack(Limits limits) {
    if (folders(path().resolve("pytorch")).isEmpty()) {
      try (Worker worker = new Worker(Isolation.PROCESS.command(0, limits), limits)) {
        start(worker, limits.start().plus(limits.cell()));
      }
    }
  }

  /**
   * Starts the engine in a worker, so that no call has to wait for it. Once it runs, this costs
   * next to nothing.
   *
   * @throws Solution.Failure if that is not possible
   */
  static void start(Worker worker, Duration limit) {
    worker.evaluate("the start of the engine", START, limit);
  }

  private static List<Path> folders(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
