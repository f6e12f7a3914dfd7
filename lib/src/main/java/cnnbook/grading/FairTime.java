package cnnbook.grading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * How long a process has been at work, fairly counted: where it wants to run and is not let,
 * because the machine is busy or somebody has halted it, only what it ran counts, and an eighth of
 * the rest, so that a deadline comes in the end. What it sleeps counts in full. So grades do not
 * depend on what else the machine does. Only Linux tells; elsewhere all time counts.
 */
final class FairTime {
  private static final int LEAST_SHARE = 8;

  /** Whoever looks less often was not let run itself. */
  private static final long LONGEST_LOOK_NANOS = 1_000_000_000;

  private static final String SLEEPING = "SIZX";

  private final ProcessHandle process;
  private long nanos;
  private long last;
  private long ran;

  /** For a process, with all that it starts. */
  FairTime(ProcessHandle process) {
    this.process = process;
  }

  /** From here on time counts. */
  void begin() {
    last = System.nanoTime();
  }

  /** Counts the time since the last look, which was short. */
  void end() {
    nanos += elapsed();
  }

  /** Counts the time since the last look. */
  void look() {
    long elapsed = elapsed();
    long before = ran;
    ran = all().mapToLong(FairTime::cpuNanos).sum();
    boolean wants = all().anyMatch(FairTime::wantsToRun);
    nanos += wants ? Math.min(elapsed, Math.max(ran - before, elapsed / LEAST_SHARE)) : elapsed;
  }

  /** What was counted. */
  Duration spent() {
    return Duration.ofNanos(nanos);
  }

  private long elapsed() {
    long now = System.nanoTime();
    long elapsed = Math.min(now - last, LONGEST_LOOK_NANOS);
    last = now;
    return elapsed;
  }

  private Stream<ProcessHandle> all() {
    return Stream.concat(Stream.of(process), process.descendants());
  }

  private static long cpuNanos(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  private static boolean wantsToRun(ProcessHandle process) {
    Path tasks = Path.of("/proc", String.valueOf(process.pid()), "task");
    try (Stream<Path> threads = Files.list(tasks)) {
      return threads.anyMatch(FairTime::isAwake);
    } catch (IOException | UncheckedIOException e) {
      // It has ended in between, or this is no Linux.
      return false;
    }
  }

  /** The state is the letter after the name, which is in brackets and may hold some. */
  private static boolean isAwake(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      return SLEEPING.indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) < 0;
    } catch (IOException e) {
      return false;
    }
  }
}
