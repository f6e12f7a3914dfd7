package cnnbook.notebook;

import cnnbook.AtomicFile;
import cnnbook.Home;
import cnnbook.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * What students get: the lessons, the exercises, the data, the built library and the launcher, as
 * one zip. It is put together from a list of what may go in, so that a new file stays out until
 * somebody lets it in.
 */
public final class StudentBundle {
  /** The folder that unpacking makes. */
  public static final String FOLDER = "cnnbook";

  private static final List<String> FILES =
      List.of("cnnbook", "mvnw", "mvnw.cmd", "LICENSE", "NOTICE", "lib/pom.xml");

  private static final Set<String> PROGRAMS = Set.of("cnnbook", "mvnw");

  /** The same bundle has the same bytes, whenever it is made; zip knows no time zone. */
  private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T12:00:00Z"));

  private final Path book;
  private final Map<String, byte[]> entries = new TreeMap<>();

  private StudentBundle(Path book) {
    this.book = book;
  }

  /**
   * Writes a bundle.
   *
   * @param book the lecturer's book
   * @param jar the built library
   * @param target the zip file
   * @return how many files it holds
   * @throws UserError if the exercises are out of date, or the library is not built
   */
  public static int write(Path book, Path jar, Path target) {
    List<String> stale = ExerciseFolder.of(book).stale();
    if (!stale.isEmpty()) {
      throw UserError.failed(
          "out of date in exercises/: " + String.join(", ", stale),
          "Run ./cnnbook exercises generate, then release again.");
    }
    try {
      StudentBundle bundle = new StudentBundle(book);
      bundle.collect(jar);
      Path part = AtomicFile.partOf(target.toAbsolutePath());
      Files.createDirectories(part.getParent());
      Files.deleteIfExists(part);
      bundle.zip(part);
      AtomicFile.move(part, target.toAbsolutePath());
      return bundle.entries.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The library's jar of a book. */
  public static Path jar(Path book) {
    Path source = Home.codeSource();
    return Files.isDirectory(source) ? book.resolve("lib/target/cnnbook.jar") : source;
  }

  private void collect(Path jar) throws IOException {
    for (String file : FILES) {
      entries.put(file, Files.readAllBytes(book.resolve(file)));
    }
    entries.put("pom.xml", StudentPom.of(book.resolve("pom.xml")));
    entries.put("lib/target/cnnbook.jar", library(jar));
    entries.put("README.md", Resources.bytes("students.md"));
    folder("notebooks", name -> name.endsWith(".ipynb") || name.endsWith(".md"));
    folder("exercises", name -> name.endsWith(".ipynb"));
    folder("datasets", name -> true);
    folder(".mvn/wrapper", name -> true);
  }

  private void folder(String folder, Predicate<String> wanted) throws IOException {
    try (Stream<Path> files = Files.walk(book.resolve(folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = book.relativize(file).toString().replace('\\', '/');
        boolean hidden = name.substring(folder.length()).contains("/.");
        if (!hidden && wanted.test(name)) {
          entries.put(name, Files.readAllBytes(file));
        }
      }
    }
  }

  /** A jar with solutions in it would be a jar that somebody has put together by hand. */
  private static byte[] library(Path jar) throws IOException {
    if (!Files.isRegularFile(jar)) {
      throw UserError.missing(
          "the library is not built: " + jar + " is missing",
          "Run ./cnnbook release: it builds what is missing.");
    }
    try (JarFile open = new JarFile(jar.toFile())) {
      if (open.stream().anyMatch(entry -> entry.getName().startsWith("cnnbook/solutions"))) {
        throw UserError.failed(jar + " holds solutions", "Build it again: rm -r lib/target.");
      }
    }
    return Files.readAllBytes(jar);
  }

  private void zip(Path target) throws IOException {
    Map<String, String> settings = Map.of("create", "true", "enablePosixFileAttributes", "true");
    try (FileSystem zip = FileSystems.newFileSystem(target, settings)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        Path file = zip.getPath(FOLDER, entry.getKey());
        Files.createDirectories(file.getParent());
        Files.write(file, entry.getValue());
        Files.setPosixFilePermissions(
            file,
            PosixFilePermissions.fromString(
                PROGRAMS.contains(entry.getKey()) ? "rwxr-xr-x" : "rw-r--r--"));
      }
      try (Stream<Path> all = Files.walk(zip.getPath(FOLDER))) {
        for (Path path : all.toList()) {
          Files.getFileAttributeView(path, BasicFileAttributeView.class).setTimes(TIME, TIME, TIME);
        }
      }
    }
  }
}
