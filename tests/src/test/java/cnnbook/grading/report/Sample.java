package cnnbook.grading.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A class of three with two tests, made up. */
final class Sample {
  static final String SLUG = "02-cross-correlation";
  static final String EVIL = "<b>\"x\" & 'y'</b>";

  private Sample() {}

  /** Bob has a wrong result; the third's name is markup and a formula, and so are her cells. */
  static Results results() {
    List<Results.Test> tests =
        List.of(new Results.Test("easy", "easy", 1), new Results.Test("hardOne", "hard one", 5));
    return new Results(
        Results.SCHEMA,
        new Results.Stamp("1", "s", "BUBBLEWRAP"),
        List.of(new Results.About("2.1", 2, "Slide a kernel", "convolution", 6, tests)),
        List.of(
            student("=" + EVIL, entry("nothing done: " + EVIL, 0, 0)),
            student("ada", entry(null, 1, 5)),
            student("bob", entry(null, 1, 0))),
        List.of("left out: " + EVIL),
        Map.of("eve/" + SLUG, "no room"));
  }

  private static Results.Student student(String name, Results.Entry entry) {
    return new Results.Student(name, entry.earned(), List.of(entry));
  }

  private static Results.Entry entry(String trouble, double easy, double hard) {
    String message = trouble == null ? "a wrong result" : trouble;
    List<Results.Outcome> outcomes =
        List.of(
            new Results.Outcome("easy", easy, easy > 0 ? "" : message),
            new Results.Outcome("hardOne", hard, hard > 0 ? "" : message));
    List<Results.FailedCell> cells =
        trouble == null
            ? List.of()
            : List.of(new Results.FailedCell("cell 3 (ex2-1)", "line 1: " + EVIL + "\u0007"));
    return new Results.Entry(
        SLUG,
        2,
        "h",
        6,
        easy + hard,
        trouble,
        trouble == null ? List.of() : List.of("note " + EVIL),
        cells,
        List.of(new Results.Exercise("2.1", 6, easy + hard, trouble, outcomes)));
  }

  /** All three answered in words, on the second of May at noon. */
  static List<Submitted> submitted() {
    List<Submitted> all = new ArrayList<>();
    for (Results.Student student : results().students()) {
      all.add(submitted(student.student(), "an answer of " + student.student()));
    }
    return all;
  }

  static Submitted submitted(String student, String words) {
    return new Submitted(
        student, SLUG, 2, "2026-05-02T12:00:00Z", Map.of("ex2-words", words), Map.of());
  }

  static Gradebook book(Course course, Manual manual) {
    return new Gradebook(
        results(), submitted(), course, manual, List.of(new Similar.Pair(2, "ada", "bob", 0.91)));
  }

  static Gradebook book() {
    return book(Course.NONE, new Manual(List.of()));
  }
}
