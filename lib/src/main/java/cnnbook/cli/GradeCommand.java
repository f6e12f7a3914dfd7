package cnnbook.cli;

import cnnbook.UserError;
import cnnbook.grading.Grading;
import cnnbook.grading.Isolation;
import cnnbook.grading.Regrade;
import cnnbook.grading.Secret;
import cnnbook.grading.report.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cnnbook grade}: marks what a class handed in by the hidden tests. */
@Command(
    name = "grade",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Grades the exercises that a class handed in: each notebook runs in a process of its own,",
      "cut off from files, network and the hidden tests. Stopped, it goes on where it was."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cnnbook grade submissions --out grades       a folder of STUDENT/NN-slug.ipynb",
      "  ./cnnbook grade moodle.zip --out grades        a download from Moodle or Canvas",
      "  ./cnnbook grade moodle.zip --out grades --only 3.2 --fresh",
      "  ./cnnbook grade moodle.zip --out grades --again 'Ada Lovelace_123'",
      "  ./cnnbook grade --report --out grades --course course.csv    reports only",
      "Writes to DIR: grades.csv, final.csv, overview.html, feedback/ for each student,",
      "manual.csv for answers in words, similar.csv, junit/, gradescope/, classroom/, grades.json."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all were graded, also those that are no notebooks",
      "1:some could not be graded, for a reason that is not the student's",
      "2:wrong usage",
      "3:something is missing: bubblewrap, a file"
    })
final class GradeCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SUBMISSIONS",
      arity = "0..1",
      description = "a folder or a zip file; not with --report")
  private Path submissions;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "where the grades go; those of an earlier run there are kept")
  private Path out;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "submissions at once (default: the number of cores)")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--isolation",
      defaultValue = "bubblewrap",
      description =
          "${COMPLETION-CANDIDATES} (default: bubblewrap); process protects neither your files nor"
              + " the hidden tests: for students whom you trust")
  private Isolation isolation;

  @Option(
      names = "--secret",
      paramLabel = "FILE",
      description =
          "what the tests' inputs are drawn from (default: one that is made at the first time and"
              + " kept with your settings)")
  private Path secret;

  @Option(
      names = "--only",
      paramLabel = "N.N",
      split = ",",
      description = "grade these exercises only: 3.2, or 3.1,3.2")
  private List<String> only = new ArrayList<>();

  @Option(names = "--fresh", description = "grade again what is graded already")
  private boolean fresh;

  @Option(
      names = "--again",
      paramLabel = "STUDENT",
      description = "grade this student's notebooks again; may be given several times")
  private List<String> again = new ArrayList<>();

  @Option(
      names = "--course",
      paramLabel = "FILE",
      description =
          "course.csv: students; beside it notebooks.csv: due times, weights, late rule"
              + " (solutions/README.md)")
  private Path course;

  @Option(
      names = "--report",
      description = "grade nothing: make the reports in DIR anew, with marks from manual.csv")
  private boolean report;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (jobs < 1) {
      throw UserError.usage("--jobs is " + jobs + ", at least 1 is needed", "Leave it out.");
    }
    if (report) {
      report();
      return 0;
    }
    if (submissions == null) {
      throw UserError.usage(
          "nothing to grade is named", "Name a folder or zip file, or make reports with --report.");
    }
    if (!Files.exists(submissions)) {
      throw UserError.usage("there is no " + submissions, "Name a folder or a zip file.");
    }
    Reports.check(out, course);
    Regrade regrade = new Regrade(fresh, again);
    Grading grading = Grading.of(out, jobs, isolation, secret(), only, regrade);
    isolate();
    Grading.Outcome outcome = grade(grading);
    outcome.notes().forEach(System.err::println);
    outcome
        .failures()
        .forEach((name, why) -> System.err.println("not graded: " + name + ": " + why));
    System.out.printf(
        Locale.ROOT,
        "%d notebooks of %d students graded: %.1f of %.1f points%n",
        outcome.submissions(),
        outcome.students(),
        outcome.earned(),
        outcome.points());
    System.out.println("grades: " + out.resolve("grades.csv"));
    report();
    return outcome.failures().isEmpty() ? 0 : UserError.FAILED;
  }

  private void report() {
    System.out.println("overview: " + Reports.write(out, course));
  }

  /** Nothing is graded where it does not work. */
  private void isolate() {
    if (isolation == Isolation.PROCESS) {
      warn();
    }
    SetupConsole.during(
        "Trying the isolation",
        () -> {
          isolation.require();
          return isolation;
        });
  }

  private Grading.Outcome grade(Grading grading) throws IOException, InterruptedException {
    ProgressBar bar = Console.progress("Grading", "notebooks", -1);
    try (bar) {
      return grading.grade(
          submissions,
          bar::maxHint,
          name -> {
            bar.step();
            bar.setExtraMessage(" " + name);
          });
    }
  }

  private Secret secret() {
    if (secret == null) {
      return Secret.ensure(Secret.usualPlace());
    }
    Path inside = secret.toAbsolutePath().normalize();
    for (Path folder : List.of(out, submissions)) {
      if (inside.startsWith(folder.toAbsolutePath().normalize())) {
        throw UserError.usage(
            "the secret %s lies in %s, which others will see".formatted(secret, folder),
            "Keep it elsewhere, or leave --secret out.");
      }
    }
    return Secret.read(secret);
  }

  private static void warn() {
    System.err.println(
        Console.style("bold,red", "WARNING: ")
            + "--isolation=process does not isolate. The students' code can read and change your"
            + " files,\n         the other submissions and the hidden tests, and use the network,"
            + " all as you yourself.\n         Use it only for code that you would run on your own"
            + " account anyway.");
  }
}
