package cnnbook.grading.report;

import cnnbook.Markup;
import cnnbook.exercises.Catalogue;

/**
 * What one student reads about one notebook: points and reasons, no input and no expected value of
 * a hidden test.
 */
final class FeedbackPage {
  private final Gradebook book;
  private final String student;
  private final Results.Entry entry;

  private FeedbackPage(Gradebook book, String student, Results.Entry entry) {
    this.book = book;
    this.student = student;
    this.entry = entry;
  }

  static String of(Gradebook book, String student, Results.Entry entry) {
    return Page.of(
        "Feedback on " + entry.notebook(), out -> new FeedbackPage(book, student, entry).body(out));
  }

  private void body(Markup out) {
    out.element("p", book.name(student), "class", "quiet");
    Gradebook.Score score = book.score(student, entry.lesson());
    double earned = entry.lesson() == 0 ? entry.earned() : score.earned();
    double of = entry.lesson() == 0 ? entry.points() : score.of();
    out.element("p", Page.points(earned, of) + " points", "class", "sum");
    if (score.late() > 0 && entry.lesson() > 0) {
      out.element(
          "p",
          "Handed in late: %s %% are taken off, %s points remain."
              .formatted(Csv.number(score.late()), Csv.number(score.points())));
    }
    if (entry.trouble() != null) {
      out.element("p", "Nothing could be graded: " + entry.trouble() + ".", "class", "bad");
    }
    if (!entry.notes().isEmpty()) {
      out.element("h2", "Please note");
      Page.list(out, entry.notes());
    }
    cells(out);
    entry.exercises().forEach(exercise -> exercise(out, exercise));
    Manual.question(entry.lesson()).ifPresent(question -> words(out, question));
  }

  private void cells(Markup out) {
    if (entry.cells().isEmpty()) {
      return;
    }
    out.element("h2", "Cells that failed");
    for (Results.FailedCell cell : entry.cells()) {
      out.element("p", cell.cell());
      out.element("pre", cell.message());
    }
  }

  private void exercise(Markup out, Results.Exercise exercise) {
    Results.About about = book.results().about(exercise.exercise());
    out.element(
        "h2",
        "Exercise %s, %s: %s"
            .formatted(
                about.id(), about.title(), Page.points(exercise.earned(), exercise.points())));
    if (exercise.trouble() != null) {
      out.element("p", "Not tested: " + exercise.trouble(), "class", "bad");
    }
    Page.table(out, "Test", "#Points", "Result");
    for (Results.Outcome outcome : exercise.tests()) {
      Results.Test test = about.test(outcome.name());
      boolean passed = outcome.earned() >= test.points();
      boolean known = outcome.message().equals(exercise.trouble());
      out.start("tr");
      out.element("td", test.sentence());
      Page.cell(out, "#" + Page.points(outcome.earned(), test.points()));
      String result = passed ? "passed" : known ? "not tested" : outcome.message();
      out.element("td", result, "class", passed ? "ok" : "bad");
      out.end();
    }
    out.end();
  }

  private void words(Markup out, Catalogue.Written question) {
    Manual.Row row = book.manual().row(student, entry.lesson()).orElse(null);
    boolean marked = row != null && row.mark() != null;
    String points = marked ? Page.points(row.mark(), question.points()) : "not marked yet";
    out.element("h2", "In words, " + question.title() + ": " + points);
    if (marked && row.state().equals(Manual.CHANGED)) {
      out.element("p", "The answer was changed after it was marked.");
    }
    if (row != null && !row.comment().isBlank()) {
      out.element("p", row.comment());
    }
  }
}
