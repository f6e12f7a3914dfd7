package cnnbook.grading.report;

import com.google.gson.annotations.SerializedName;
import java.util.ArrayList;
import java.util.List;

/**
 * A submission as Gradescope's autograder reports it (gradescope-autograders.readthedocs.io,
 * "Output format").
 */
final class Gradescope {
  private static final String VISIBLE = "visible";
  private static final String TEXT = "text";

  private Gradescope() {}

  private record Whole(
      double score,
      String output,
      @SerializedName("output_format") String format,
      String visibility,
      List<Test> tests) {}

  private record Test(
      double score,
      @SerializedName("max_score") double most,
      String status,
      String name,
      String number,
      String output,
      @SerializedName("output_format") String format,
      String visibility) {}

  static String of(Gradebook book, String student, Results.Entry entry) {
    List<Test> tests = new ArrayList<>();
    for (Results.Exercise exercise : entry.exercises()) {
      Results.About about = book.results().about(exercise.exercise());
      for (int i = 0; i < exercise.tests().size(); i++) {
        tests.add(test(about, exercise.tests().get(i), about.id() + "." + (i + 1)));
      }
    }
    book.manual()
        .row(student, entry.lesson())
        .filter(row -> row.mark() != null)
        .ifPresent(row -> tests.add(words(row)));
    double score = tests.stream().mapToDouble(Test::score).sum();
    return Json.text(new Whole(score, output(entry), TEXT, VISIBLE, tests));
  }

  private static Test test(Results.About about, Results.Outcome outcome, String number) {
    Results.Test test = about.test(outcome.name());
    return new Test(
        outcome.earned(),
        test.points(),
        outcome.earned() >= test.points() ? "passed" : "failed",
        about.title() + ": " + test.sentence(),
        number,
        outcome.message(),
        TEXT,
        VISIBLE);
  }

  private static Test words(Manual.Row row) {
    String status = row.mark() >= row.points() ? "passed" : "failed";
    return new Test(row.mark(), row.points(), status, "in words", "", row.comment(), TEXT, VISIBLE);
  }

  /** What concerns the notebook as a whole. */
  private static String output(Results.Entry entry) {
    List<String> lines = new ArrayList<>();
    if (entry.trouble() != null) {
      lines.add("Nothing could be graded: " + entry.trouble());
    }
    lines.addAll(entry.notes());
    entry.cells().forEach(cell -> lines.add(cell.cell() + " failed: " + cell.message()));
    return String.join("\n", lines);
  }
}
