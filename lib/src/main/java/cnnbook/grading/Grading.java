package cnnbook.grading;

import cnnbook.AtomicFile;
import cnnbook.UserError;
import cnnbook.exercises.Catalogue;
import cnnbook.grading.report.Json;
import cnnbook.grading.report.Submitted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Grades what a class handed in, from the folder or zip file to the tables. */
public final class Grading {
  private final Batch.Settings settings;

  Grading(Batch.Settings settings) {
    this.settings = settings;
  }

  /**
   * What came of it.
   *
   * @param submissions how many were graded, now or before
   * @param students how many students they are of
   * @param earned all points of all together
   * @param points what their exercises are worth
   * @param notes what was left out of what was handed in
   * @param failures submissions that could not be graded, with the reason
   */
  public record Outcome(
      int submissions,
      int students,
      double earned,
      double points,
      List<String> notes,
      Map<String, String> failures) {}

  /**
   * How to grade.
   *
   * @param out the folder of the results; made if it is not there
   * @param jobs submissions at once, at least 1
   * @param only numbers of exercises; all if empty
   * @param regrade what is graded again
   * @throws UserError for an exercise that does not exist
   */
  public static Grading of(
      Path out, int jobs, Isolation isolation, Secret secret, List<String> only, Regrade regrade) {
    List<Catalogue.Entry> exercises =
        only.isEmpty() ? Catalogue.all() : only.stream().map(Catalogue::find).toList();
    return new Grading(
        new Batch.Settings(out, jobs, isolation, secret, exercises, regrade, Limits.usual()));
  }

  /**
   * Grades, and writes {@code grades.json}, {@code grades.csv} and {@code submissions.json}.
   *
   * @param begins told how many submissions there are
   * @param ended told each one's student and notebook when it is graded
   * @throws UserError if there are no submissions, none of a student who is named, or no room for
   *     the results
   */
  public Outcome grade(Path submissions, IntConsumer begins, Consumer<String> ended)
      throws IOException, InterruptedException {
    Batch.Listener listener =
        new Batch.Listener() {
          @Override
          public void begins(int count) {
            begins.accept(count);
          }

          @Override
          public void ended(HandedIn submission) {
            ended.accept(submission.student() + "/" + submission.notebook());
          }
        };
    try (Inbox inbox = Inbox.open(submissions)) {
      settings.regrade().require(inbox);
      Files.createDirectories(settings.out());
      Grades grades = new Batch(settings, listener).grade(inbox);
      AtomicFile.write(settings.out().resolve("grades.json"), GradesJson.of(grades));
      AtomicFile.write(settings.out().resolve("grades.csv"), GradesCsv.of(grades));
      String written = Json.text(Written.of(grades, inbox));
      AtomicFile.write(settings.out().resolve(Submitted.FILE), written);
      return new Outcome(
          grades.submissions().size(),
          grades.byStudent().size(),
          grades.submissions().stream().mapToDouble(SubmissionGrade::earned).sum(),
          grades.submissions().stream().mapToDouble(SubmissionGrade::points).sum(),
          grades.notes(),
          grades.failures());
    }
  }
}
