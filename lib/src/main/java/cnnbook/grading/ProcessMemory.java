package cnnbook.grading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * How much memory a process takes, with all processes that it started. Linux tells; others do not.
 */
final class ProcessMemory {
  private static final long PAGES_IN_MEGABYTE = 256;

  private ProcessMemory() {}

  /** Megabytes that are really in memory; 0 where the system does not tell. */
  static long megabytes(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
            .mapToLong(ProcessMemory::pages)
            .sum()
        / PAGES_IN_MEGABYTE;
  }

  private static long pages(ProcessHandle process) {
    Path file = Path.of("/proc", String.valueOf(process.pid()), "statm");
    try {
      return Files.exists(file) ? Long.parseLong(Files.readString(file).split(" ")[1]) : 0;
    } catch (IOException e) {
      // It has ended in between.
      return 0;
    }
  }
}
