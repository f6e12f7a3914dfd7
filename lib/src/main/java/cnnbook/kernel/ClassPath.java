package cnnbook.kernel;

import cnnbook.Home;
import cnnbook.UserError;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The jars that a kernel needs, always in the same order: a class-data archive insists on it. */
final class ClassPath {
  private ClassPath() {}

  /**
   * The book's jar and everything beside it in {@code jars}.
   *
   * @throws UserError if the library has not been built
   */
  static List<Path> jars() {
    Path book = Home.codeSource();
    if (Files.isDirectory(book)) {
      book = Home.root().resolve("lib/target/cnnbook.jar");
    }
    Path folder = book.resolveSibling("jars");
    if (!Files.isRegularFile(book) || !Files.isDirectory(folder)) {
      throw UserError.missing(
          "the book's library is not built: " + book + " or " + folder + " is missing",
          "Run any ./cnnbook command: it builds what is missing.");
    }
    List<Path> jars = new ArrayList<>();
    jars.add(book);
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(f -> f.toString().endsWith(".jar")).sorted().forEach(jars::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jars;
  }

  /** As {@code java -cp} wants it. */
  static String join(List<Path> jars) {
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
