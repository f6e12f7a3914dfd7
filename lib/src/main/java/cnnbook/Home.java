package cnnbook;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The folder of the book: the one that holds {@code notebooks} and {@code datasets}. It is, in this
 * order, the system property {@code cnnbook.home}, the environment variable {@code CNNBOOK_HOME}, a
 * parent of this library's jar, a parent of the working directory.
 */
public final class Home {
  private Home() {}

  /**
   * The book's folder, absolute.
   *
   * @throws UserError if no candidate is the book's folder
   */
  public static Path root() {
    String named = System.getProperty("cnnbook.home", System.getenv("CNNBOOK_HOME"));
    if (named != null && !named.isBlank()) {
      Path path = Path.of(named).toAbsolutePath().normalize();
      if (!isBook(path)) {
        throw UserError.missing(
            "CNNBOOK_HOME is " + path + ", which holds no notebooks and datasets folders",
            "Set it to the folder of the book, or unset it.");
      }
      return path;
    }
    return Stream.of(codeSource(), Path.of("").toAbsolutePath())
        .flatMap(start -> Stream.iterate(start, p -> p != null, Path::getParent))
        .filter(Home::isBook)
        .findFirst()
        .orElseThrow(
            () ->
                UserError.missing(
                    "the book's folder was not found above " + Path.of("").toAbsolutePath(),
                    "Start in the book's folder, or set CNNBOOK_HOME to it."));
  }

  /**
   * The project's own folder for everything that set-up makes (Jupyter, kernelspecs, archives); git
   * ignores it.
   */
  public static Path cache() {
    return root().resolve(".cnnbook");
  }

  /**
   * The jar (or, in the build's own tests, the class folder) that this class was loaded from.
   *
   * @return an absolute path
   */
  public static Path codeSource() {
    try {
      return Path.of(Home.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isBook(Path path) {
    return Files.isDirectory(path.resolve("notebooks"))
        && Files.isDirectory(path.resolve("datasets"));
  }
}
