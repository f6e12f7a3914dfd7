package cnnbook.notebook;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Other programs on this machine. */
public final class Programs {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int KILL_SECONDS = 2;

  private Programs() {}

  /** A program of this name on PATH. */
  public static Optional<Path> onPath(String name) {
    String ending = File.separatorChar == '\\' ? ".exe" : "";
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder).resolve(name + ending))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** What a short command prints; empty if it fails, is not there or takes too long. */
  public static Optional<String> output(List<String> command) {
    return output(command, PATIENCE);
  }

  static Optional<String> output(List<String> command, Duration patience) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      CompletableFuture<String> text = CompletableFuture.supplyAsync(() -> read(process));
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        stop(process, List.of(), 0);
        return Optional.empty();
      }
      return process.exitValue() == 0
          ? Optional.of(text.get(patience.toMillis(), TimeUnit.MILLISECONDS).strip())
          : Optional.empty();
    } catch (IOException | ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String read(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Ends a process, gently first, and then whatever is left of its family.
   *
   * @param more processes beyond its present descendants
   * @param seconds how long it may take to end by itself
   */
  static void stop(Process process, List<ProcessHandle> more, int seconds) {
    List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
    family.addAll(more);
    process.destroy();
    process.onExit().completeOnTimeout(process, seconds, TimeUnit.SECONDS).join();
    family.add(process.toHandle());
    family.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle member : family) {
      member.onExit().completeOnTimeout(member, KILL_SECONDS, TimeUnit.SECONDS).join();
    }
  }
}
