package cnnbook.cli;

import cnnbook.Home;
import cnnbook.notebook.Jupyter;
import cnnbook.notebook.TestTools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cnnbook test}: every test of the book, with one line for each class. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = "Runs the book's own tests: library, kernel, notebooks, pages in a browser.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cnnbook test                 everything but the slow ones",
      "  ./cnnbook test IdxTest         one class",
      "  ./cnnbook test --slow          with the slow ones (hours)",
      "Prints a line for each class of tests and the counts; reports are in tests/target/surefire-reports."
    })
final class TestCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "CLASS",
      arity = "0..*",
      description = "names of test classes, * allowed (default: all)")
  private List<String> classes = new ArrayList<>();

  @Option(names = "--slow", description = "also the tests tagged slow")
  private boolean slow;

  @Override
  public Integer call() throws IOException, InterruptedException {
    setUp();
    Path log = Home.root().resolve("target/test.log");
    List<String> arguments = new ArrayList<>(List.of("verify", "-Dstyle.color=never"));
    if (slow) {
      arguments.add("-Pslow");
    }
    if (!classes.isEmpty()) {
      arguments.add("-Dtest=" + String.join(",", classes));
      arguments.add("-Dsurefire.failIfNoSpecifiedTests=false");
    }
    TestLog reader = new TestLog();
    int code = Maven.run(log, reader::line, arguments.toArray(String[]::new));
    return reader.finish(code, log, !classes.isEmpty());
  }

  private static void setUp() {
    SetupConsole console = new SetupConsole();
    Jupyter.ensureServer(console);
    List<String> missing = TestTools.ensure(console);
    if (!missing.isEmpty()) {
      System.err.println(
          "Missing, so the tests that need them are skipped: " + String.join(", ", missing));
    }
  }
}
