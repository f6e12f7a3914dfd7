package cnnbook.cli;

import cnnbook.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what Maven's test runner (Surefire) prints and says the same in fewer words. */
final class TestLog {
  private static final Pattern RUNNING = Pattern.compile("\\[INFO] Running (\\S+)");
  private static final Pattern CLASS_DONE =
      Pattern.compile(
          "\\[(?:INFO|WARNING|ERROR)] Tests run: (\\d+), Failures: (\\d+), Errors: (\\d+), "
              + "Skipped: (\\d+), Time elapsed: (\\S+ s).* (?:in|-) ([\\w.$]+)");
  private static final Pattern MODULE = Pattern.compile("\\[INFO] Building (cnnbook \\w+) .*");

  private final List<String> errors = new ArrayList<>();
  private boolean inError;
  private int run;
  private int failed;
  private int skipped;

  /** One line of Maven's output. */
  void line(String line) {
    Matcher done = CLASS_DONE.matcher(line);
    Matcher running = RUNNING.matcher(line);
    Matcher module = MODULE.matcher(line);
    // What an assertion says goes on in lines without a mark.
    inError = line.startsWith("[ERROR]") || inError && !line.startsWith("[");
    if (done.matches()) {
      classDone(done);
    } else if (inError && !line.startsWith("[")) {
      errors.add(line);
    } else if (line.startsWith("[ERROR]")) {
      errors.add(line.substring("[ERROR]".length()).strip());
    } else if (running.matches()) {
      status("running " + shortName(running.group(1)));
    } else if (module.matches()) {
      status("building " + module.group(1));
    }
  }

  private void classDone(Matcher done) {
    int tests = Integer.parseInt(done.group(1));
    int bad = Integer.parseInt(done.group(2)) + Integer.parseInt(done.group(3));
    int left = Integer.parseInt(done.group(4));
    run += tests;
    failed += bad;
    skipped += left;
    status("");
    String verdict =
        bad == 0 ? Console.style("green", "ok    ") : Console.style("bold,red", "FAILED");
    String more =
        (bad > 0 ? ", " + bad + " failed" : "") + (left > 0 ? ", " + left + " skipped" : "");
    System.out.printf(
        "%s  %-44s %4d tests%s  %s%n",
        verdict, shortName(done.group(6)), tests, more, done.group(5));
  }

  /**
   * Prints what failed and the counts.
   *
   * @param code Maven's exit code
   * @param chosen whether the person named classes, of which at least one must exist
   * @return the exit code of the command
   */
  int finish(int code, Path log, boolean chosen) {
    status("");
    if (code != 0) {
      summary().forEach(System.out::println);
      System.out.println("The whole output is in " + log);
    }
    if (code == 0 && chosen && run == 0) {
      throw UserError.usage(
          "no test class has that name", "Names are those of files in tests/src/test/java.");
    }
    System.out.printf(
        "%d passed, %d failed, %d skipped%n", run - failed - skipped, failed, skipped);
    return code == 0 ? 0 : UserError.FAILED;
  }

  /** Surefire tells each failure twice, the second time in a summary; a failed build has none. */
  private List<String> summary() {
    int from = 0;
    for (int i = 0; i < errors.size(); i++) {
      if (errors.get(i).equals("Failures:") || errors.get(i).equals("Errors:")) {
        from = i;
        break;
      }
    }
    return errors.stream()
        .skip(from)
        .takeWhile(line -> failed == 0 || !line.startsWith("Failed to execute"))
        .takeWhile(line -> !line.startsWith("-> [Help 1]") && !line.startsWith("To see the full"))
        .filter(line -> !line.isBlank())
        .limit(200)
        .toList();
  }

  private static String shortName(String className) {
    return className.replaceFirst("^cnnbook\\.", "");
  }

  /** A line that the next one replaces; on terminals only. */
  private static void status(String text) {
    if (Console.interactive()) {
      System.err.print("\r\u001B[K" + text);
      System.err.flush();
    }
  }
}
