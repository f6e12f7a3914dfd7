package cnnbook.cli;

import cnnbook.Home;
import cnnbook.notebook.StudentBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cnnbook release}: packs what students get. */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = {
      "Packs what students get: lessons, exercises, data, library and launcher in one zip.",
      "It holds no solution and no hidden test."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cnnbook release                            to target/cnnbook-students.zip",
      "  ./cnnbook release --out ~/course/book.zip"
    })
final class ReleaseCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "the zip file (default: target/cnnbook-students.zip)")
  private Path out;

  @Override
  public Integer call() throws IOException {
    Path book = Home.root();
    Path target = out == null ? book.resolve("target/cnnbook-students.zip") : out;
    int files = StudentBundle.write(book, StudentBundle.jar(book), target);
    System.out.printf(
        Locale.ROOT, "%s: %d files, %.1f MB%n", target, files, Files.size(target) / 1e6);
    return 0;
  }
}
