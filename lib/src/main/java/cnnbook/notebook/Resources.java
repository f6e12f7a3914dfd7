package cnnbook.notebook;

import cnnbook.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that the library brings along: Python scripts, the page template, MathJax. */
final class Resources {
  private static final String MATHJAX = "/META-INF/resources/webjars/mathjax/3.2.2/es5/";

  private Resources() {}

  /**
   * Copies a resource of this package.
   *
   * @param name its path below this package
   */
  static void copy(String name, Path target) {
    copyAbsolute("/cnnbook/notebook/" + name, target);
  }

  /** Copies MathJax, the one file that draws formulas as SVG without any other. */
  static void copyMathJax(Path folder) {
    copyAbsolute(MATHJAX + "tex-svg-full.js", folder.resolve("tex-svg-full.js"));
  }

  /**
   * What a resource of this package holds.
   *
   * @param name its path below this package
   */
  static byte[] bytes(String name) {
    try (InputStream in = open("/cnnbook/notebook/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copyAbsolute(String name, Path target) {
    try (InputStream in = open(name)) {
      Files.createDirectories(target.getParent());
      AtomicFile.write(target, in::transferTo);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    InputStream in = Resources.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("resource " + name + " is not on the class path");
    }
    return in;
  }
}
