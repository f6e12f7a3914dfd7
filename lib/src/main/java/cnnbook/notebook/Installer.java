package cnnbook.notebook;

import cnnbook.UserError;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Installs programs: Debian and Ubuntu packages, or a private Python environment. */
final class Installer {
  private final SetupListener listener;
  private final Path log;

  /**
   * @param folder where the log and the private environment lie
   */
  Installer(Path folder, SetupListener listener) {
    this.listener = listener;
    this.log = folder.resolve("setup.log");
  }

  Path log() {
    return log;
  }

  /** Installs packages if this system has apt and lets us; says whether it did. */
  boolean packages(String what, List<String> names) {
    Optional<List<String>> root = rootPrefix();
    if (root.isEmpty() || Programs.onPath("apt-get").isEmpty()) {
      return false;
    }
    List<String> apt = new ArrayList<>(root.get());
    apt.addAll(List.of("env", "DEBIAN_FRONTEND=noninteractive", "apt-get"));
    apt.addAll(List.of("-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=2", "-y"));
    List<String> install = new ArrayList<>(apt);
    install.addAll(List.of("install", "--no-install-recommends"));
    install.addAll(names);
    List<String> update = new ArrayList<>(apt);
    update.add("update");
    listener.begin("Installing " + what + " (Debian packages)");
    try {
      // A stale or unreachable index need not hinder: the packages may lie in apt's cache.
      execute(update);
      return execute(install) == 0;
    } finally {
      listener.end();
    }
  }

  /** Makes a Python environment and installs into it; says whether that worked. */
  boolean venv(String what, Path folder, Path requirements) {
    Optional<Path> python =
        Stream.of("python3", "python").flatMap(n -> Programs.onPath(n).stream()).findFirst();
    if (python.isEmpty()) {
      return false;
    }
    listener.begin("Installing " + what + " (a private Python environment, by pip)");
    try {
      return execute(List.of(python.get().toString(), "-m", "venv", "--clear", folder.toString()))
              == 0
          && execute(
                  List.of(
                      pythonIn(folder).toString(),
                      "-m",
                      "pip",
                      "install",
                      "--disable-pip-version-check",
                      "--requirement",
                      requirements.toString()))
              == 0;
    } finally {
      listener.end();
    }
  }

  /** The interpreter of a Python environment. */
  static Path pythonIn(Path venv) {
    return File.separatorChar == '\\'
        ? venv.resolve("Scripts").resolve("python.exe")
        : venv.resolve("bin").resolve("python");
  }

  /** What to write before a command to run it as root; empty if root may not be used. */
  private static Optional<List<String>> rootPrefix() {
    if ("root".equals(System.getProperty("user.name"))) {
      return Optional.of(List.of());
    }
    boolean sudo =
        Programs.onPath("sudo").isPresent()
            && Programs.output(List.of("sudo", "-n", "true")).isPresent();
    return sudo ? Optional.of(List.of("sudo", "-n")) : Optional.empty();
  }

  private int execute(List<String> command) {
    try {
      Files.createDirectories(log.getParent());
      try (Writer writer =
          Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        writer.write("$ " + String.join(" ", command) + "\n");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return follow(process, writer);
      }
    } catch (IOException e) {
      throw UserError.missing(
          "cannot run " + command.get(0) + ": " + e.getMessage(), "See " + log + ".", e);
    }
  }

  private int follow(Process process, Writer writer) throws IOException {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        writer.write(line + "\n");
        writer.flush();
        listener.line(line);
      }
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(e.getMessage());
    } finally {
      process.destroy();
    }
  }
}
