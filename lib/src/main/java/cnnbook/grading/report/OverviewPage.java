package cnnbook.grading.report;

import cnnbook.Markup;
import cnnbook.viz.Charts;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** {@code overview.html}: the class at a glance, for its lecturer. */
final class OverviewPage {
  static final int BINS = 10;
  private static final int HARDEST = 10;

  private final Gradebook book;

  /**
   * How one test went.
   *
   * @param reached the points earned by all who handed it in, by the points that they could have
   */
  record Hard(Results.About exercise, Results.Test test, long passed, long of, double reached) {}

  /** How one exercise went; the shares are 0 to 1. */
  record Went(Results.About exercise, long handedIn, double mean, long full) {}

  private OverviewPage(Gradebook book) {
    this.book = book;
  }

  static String of(Gradebook book) {
    return Page.of("Overview of the class", out -> new OverviewPage(book).body(out));
  }

  private void body(Markup out) {
    int students = book.results().students().size();
    long notebooks =
        book.results().students().stream().mapToLong(s -> s.submissions().size()).sum();
    out.element("p", "%d notebooks of %d students.".formatted(notebooks, students));
    if (students > 0) {
      charts(out);
      hardest(out);
      exercises(out);
    }
    students(out);
    similar(out);
    course(out);
    rest(out);
  }

  private void charts(Markup out) {
    List<String> bins =
        IntStream.range(0, BINS)
            .mapToObj(i -> "%d–%d".formatted(100 * i / BINS, 100 * (i + 1) / BINS))
            .toList();
    List<Went> went = went(book.results());
    List<String> ids = went.stream().map(w -> w.exercise().id()).toList();
    double[] means = went.stream().mapToDouble(w -> 100 * w.mean()).toArray();
    picture(
        out,
        Charts.picture(
            Charts.bars("students by per cent of all points", bins, "students", spread())),
        "how many students reached how much");
    picture(
        out,
        Charts.picture(Charts.bars("points by exercise, mean per cent", ids, "per cent", means)),
        "the mean points of each exercise");
  }

  /** How many students lie in each tenth; 100 % counts to the last. */
  private double[] spread() {
    double[] counts = new double[BINS];
    for (Results.Student student : book.results().students()) {
      double percent = book.total(student.student()).percent();
      counts[Math.min(BINS - 1, (int) (percent * BINS / 100))]++;
    }
    return counts;
  }

  private static void picture(Markup out, BufferedImage picture, String alternative) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String data = Base64.getEncoder().encodeToString(bytes.toByteArray());
    out.empty("img", "alt", alternative, "src", "data:image/png;base64," + data);
  }

  private void hardest(Markup out) {
    out.element("h2", "The hardest tests");
    Page.table(out, "Exercise", "Test", "#Passed", "#Points reached");
    for (Hard hard : hard(book.results()).stream().limit(HARDEST).toList()) {
      Page.row(
          out,
          hard.exercise().id() + " " + hard.exercise().title(),
          hard.test().sentence(),
          "#%d of %d".formatted(hard.passed(), hard.of()),
          "#" + percent(hard.reached()));
    }
    out.end();
  }

  /** All tests, the hardest first. */
  static List<Hard> hard(Results results) {
    List<Hard> all = new ArrayList<>();
    for (Results.About exercise : results.exercises()) {
      List<Results.Exercise> handedIn = handedIn(results, exercise);
      for (Results.Test test : exercise.tests()) {
        double[] earned =
            handedIn.stream()
                .flatMap(e -> e.tests().stream())
                .filter(t -> t.name().equals(test.name()))
                .mapToDouble(Results.Outcome::earned)
                .toArray();
        long passed = Arrays.stream(earned).filter(e -> e >= test.points()).count();
        double worth = earned.length * test.points();
        double reached = worth == 0 ? 0 : Arrays.stream(earned).sum() / worth;
        all.add(new Hard(exercise, test, passed, earned.length, reached));
      }
    }
    // The sort is stable: equals stay in the order of their exercises.
    all.sort(Comparator.comparingDouble(Hard::reached));
    return all;
  }

  private static List<Results.Exercise> handedIn(Results results, Results.About exercise) {
    return results.students().stream()
        .flatMap(s -> s.submissions().stream())
        .flatMap(e -> e.exercises().stream())
        .filter(e -> e.exercise().equals(exercise.id()))
        .toList();
  }

  static List<Went> went(Results results) {
    List<Went> all = new ArrayList<>();
    for (Results.About about : results.exercises()) {
      List<Results.Exercise> handedIn = handedIn(results, about);
      double mean = handedIn.stream().mapToDouble(e -> e.earned() / e.points()).average().orElse(0);
      long full = handedIn.stream().filter(e -> e.earned() >= e.points()).count();
      all.add(new Went(about, handedIn.size(), mean, full));
    }
    return all;
  }

  private void exercises(Markup out) {
    out.element("h2", "Exercises");
    Page.table(out, "Exercise", "Topic", "#Handed in", "#Mean", "#All points");
    for (Went went : went(book.results())) {
      Page.row(
          out,
          went.exercise().id() + " " + went.exercise().title(),
          went.exercise().topic(),
          "#" + went.handedIn(),
          "#" + percent(went.mean()),
          "#" + went.full());
    }
    out.end();
  }

  private void students(Markup out) {
    out.element("h2", "Students");
    Page.table(out, "Student", "Feedback", "#Points", "#Per cent");
    for (String student : book.students()) {
      Gradebook.Total total = book.total(student);
      out.start("tr");
      String name = book.name(student);
      out.element("td", name.equals(student) ? name : name + " (" + student + ")");
      out.start("td");
      for (Results.Entry entry : entries(student)) {
        String[] place = Reports.place(student, entry.notebook() + ".html");
        out.element("a", entry.notebook(), "href", Page.link("feedback", place[0], place[1]));
        out.text(" ");
      }
      out.end();
      Page.cell(out, "#" + Page.points(total.points(), total.of()));
      Page.cell(out, "#" + percent(total.percent() / 100));
      out.end();
    }
    out.end();
  }

  private List<Results.Entry> entries(String student) {
    return book.results().students().stream()
        .filter(s -> s.student().equals(student))
        .flatMap(s -> s.submissions().stream())
        .toList();
  }

  private void similar(Markup out) {
    out.element("h2", "Submissions that resemble each other");
    if (book.similar().isEmpty()) {
      out.element("p", "None.");
      return;
    }
    out.element("p", "A reason to read both, not a proof. All pairs: similar.csv.");
    Page.table(out, "Lesson", "Student", "Student", "#Shared code");
    for (Similar.Pair pair : book.similar()) {
      Page.row(
          out,
          String.valueOf(pair.lesson()),
          book.name(pair.first()),
          book.name(pair.second()),
          "#" + percent(pair.share()));
    }
    out.end();
  }

  private void course(Markup out) {
    List<String> lines = new ArrayList<>();
    for (String student : book.students()) {
      List<Integer> missing = book.missing(student);
      if (book.unknown(student)) {
        lines.add(student + " is not in course.csv");
      } else if (!book.course().people().isEmpty() && !missing.isEmpty()) {
        lines.add(
            book.name(student)
                + " has not handed in: "
                + missing.stream().map(String::valueOf).collect(Collectors.joining(", ")));
      }
    }
    section(out, "Course", lines);
  }

  private void rest(Markup out) {
    List<String> failures = new ArrayList<>();
    book.results().failures().forEach((name, why) -> failures.add(name + ": " + why));
    section(out, "Could not be graded", failures);
    section(out, "Left out", book.results().notes());
    long open = book.manual().open();
    String marks = "%d answers in words wait for a mark in manual.csv".formatted(open);
    section(out, "To be marked", open == 0 ? List.of() : List.of(marks));
  }

  private static void section(Markup out, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      out.element("h2", title);
      Page.list(out, lines);
    }
  }

  private static String percent(double share) {
    return "%d %%".formatted(Math.round(100 * share));
  }
}
