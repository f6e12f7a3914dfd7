package cnnbook.kernel;

import cnnbook.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The kernel's classes as the JVM keeps them in memory (class-data sharing): a kernel that starts
 * from the archive is ready a third sooner. It fits one JDK and one class path; the JVM itself
 * ignores one that does not fit. Without an archive the kernel works as well, only later.
 *
 * @param file the archive
 */
record ClassArchive(Path file) {
  private static final long SECONDS = 90;

  /** The flags with which a JVM uses the archive, and says nothing if it does not fit. */
  List<String> flags() {
    return List.of("-XX:SharedArchiveFile=" + file, "-Xshare:auto", "-Xlog:disable");
  }

  /**
   * The archive for this JDK and class path, made now if there is none.
   *
   * @return empty if it cannot be made
   */
  static Optional<ClassArchive> ensure(List<Path> classPath) {
    try {
      Path folder = Home.cache().resolve("cds");
      Path file = folder.resolve(key(classPath) + ".jsa");
      Path failed = file.resolveSibling(file.getFileName() + ".failed");
      if (Files.exists(file)) {
        return Optional.of(new ClassArchive(file));
      }
      if (Files.exists(failed)) {
        return Optional.empty();
      }
      Files.createDirectories(folder);
      return make(classPath, file, failed);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<ClassArchive> make(List<Path> classPath, Path file, Path failed)
      throws IOException {
    Path part = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    if (!rehearse(classPath, part)) {
      Files.deleteIfExists(part);
      Files.writeString(failed, "The archive could not be made; delete this file to try again.\n");
      return Optional.empty();
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    deleteOlder(file);
    return Optional.of(new ClassArchive(file));
  }

  /** Runs a kernel through a typical session; at its end the JVM writes the archive. */
  private static boolean rehearse(List<Path> classPath, Path archive) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Jvm.java().toString());
    command.addAll(Jvm.flags());
    command.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable"));
    command.addAll(List.of("-cp", ClassPath.join(classPath), Rehearsal.class.getName()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0 && Files.exists(archive);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }

  /** Names this JDK and every jar's path, size and time. */
  private static String key(List<Path> classPath) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(System.getProperty("java.home")).append(System.getProperty("java.vm.version"));
    for (Path jar : classPath) {
      BasicFileAttributes is = Files.readAttributes(jar, BasicFileAttributes.class);
      text.append('\n').append(jar).append(' ').append(is.size()).append(' ');
      text.append(is.lastModifiedTime().toMillis());
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      String java = "jdk" + Runtime.version().feature();
      return java + "-" + HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Archives of former builds for the same JDK are of no use to anybody. */
  private static void deleteOlder(Path file) throws IOException {
    String prefix = file.getFileName().toString().replaceFirst("-.*", "-");
    List<Path> older;
    try (Stream<Path> files = Files.list(file.getParent())) {
      older =
          files
              .filter(f -> f.getFileName().toString().startsWith(prefix) && !f.equals(file))
              .filter(f -> f.toString().endsWith(".jsa") || f.toString().endsWith(".failed"))
              .toList();
    }
    for (Path f : older) {
      Files.deleteIfExists(f);
    }
  }
}
