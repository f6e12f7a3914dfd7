package cnnbook.bench;

import cnnbook.exercises.Catalogue;
import cnnbook.grading.report.Json;
import cnnbook.grading.report.Reports;
import cnnbook.grading.report.Results;
import cnnbook.grading.report.Submitted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How long the reports of a large class take, when everybody handed in every notebook. The grades
 * and the code are made up, as no two may be alike. Argument: how many students (300).
 */
public final class ReportsBench {
  private static final int TESTS = 5;
  private static final int LINES = 40;

  /** By the order of such lines two pieces of code differ, whatever their names are. */
  private static final List<String> STATEMENTS =
      List.of(
          "int v = a * b;",
          "for (int i = 0; i < n; i++) { sum += x[i]; }",
          "if (a < b) { return null; }",
          "out.set(a + b, i, j);",
          "while (n > 1) { n = n / 2; }",
          "double m = Math.max(a, b);",
          "x[i] = x[j] - y;",
          "list.add(new int[] {a, b});");

  private final Random random = new Random(1);
  private final Map<Integer, List<Results.About>> lessons =
      abouts().stream().collect(Collectors.groupingBy(Results.About::lesson));

  private ReportsBench() {}

  public static void main(String[] args) throws IOException {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 300;
    Path folder = Files.createTempDirectory("cnnbook-reports-bench");
    try {
      new ReportsBench().grade(folder, count);
      long begin = System.nanoTime();
      Reports.write(folder, null);
      double seconds = (System.nanoTime() - begin) / 1e9;
      try (Stream<Path> files = Files.walk(folder)) {
        System.out.printf(
            Locale.ROOT,
            "%d students, %d notebooks each: %.1f s, %d files%n",
            count,
            Catalogue.all().stream().map(Catalogue.Entry::lesson).distinct().count(),
            seconds,
            files.filter(Files::isRegularFile).count());
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private void grade(Path folder, int count) throws IOException {
    List<Results.Student> students = new ArrayList<>();
    List<Submitted> submitted = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = "student%04d".formatted(i);
      List<Results.Entry> entries = lessons.keySet().stream().map(this::entry).toList();
      double earned = entries.stream().mapToDouble(Results.Entry::earned).sum();
      students.add(new Results.Student(name, earned, entries));
      entries.forEach(entry -> submitted.add(submitted(name, entry)));
    }
    Results results =
        new Results(
            Results.SCHEMA,
            new Results.Stamp("made up", "none", "none"),
            abouts(),
            students,
            List.of(),
            Map.of());
    Files.writeString(folder.resolve("grades.json"), Json.text(results));
    Files.writeString(folder.resolve(Submitted.FILE), Json.text(submitted));
  }

  private static List<Results.About> abouts() {
    return Catalogue.all().stream().map(ReportsBench::about).toList();
  }

  private static Results.About about(Catalogue.Entry exercise) {
    double points = exercise.about().points() / (double) TESTS;
    List<Results.Test> tests =
        Stream.of("first", "second", "third", "fourth", "fifth")
            .map(name -> new Results.Test(name, "The " + name, points))
            .toList();
    return new Results.About(
        exercise.id(),
        exercise.lesson(),
        exercise.about().title(),
        exercise.about().topic(),
        exercise.about().points(),
        tests);
  }

  private Results.Entry entry(int lesson) {
    List<Results.Exercise> exercises = lessons.get(lesson).stream().map(this::exercise).toList();
    return new Results.Entry(
        "%02d-lesson".formatted(lesson),
        lesson,
        "",
        exercises.stream().mapToDouble(Results.Exercise::points).sum(),
        exercises.stream().mapToDouble(Results.Exercise::earned).sum(),
        null,
        List.of(),
        List.of(),
        exercises);
  }

  private Results.Exercise exercise(Results.About about) {
    List<Results.Outcome> outcomes = about.tests().stream().map(this::outcome).toList();
    double earned = outcomes.stream().mapToDouble(Results.Outcome::earned).sum();
    return new Results.Exercise(about.id(), about.points(), earned, null, outcomes);
  }

  private Results.Outcome outcome(Results.Test test) {
    return random.nextInt(4) > 0
        ? new Results.Outcome(test.name(), test.points(), "")
        : new Results.Outcome(test.name(), 0, "a wrong result");
  }

  private Submitted submitted(String student, Results.Entry entry) {
    Map<String, String> code =
        entry.exercises().stream()
            .map(Results.Exercise::exercise)
            .collect(Collectors.toMap(Function.identity(), this::code));
    return new Submitted(
        student, entry.notebook(), entry.lesson(), "2026-05-02T12:00:00Z", Map.of(), code);
  }

  private String code(String exercise) {
    return random
        .ints(LINES, 0, STATEMENTS.size())
        .mapToObj(STATEMENTS::get)
        .collect(
            Collectors.joining(
                "\n",
                "class Ex%s {\n  int answer() {\n".formatted(exercise.replace('.', '_')),
                "\n  }\n}"));
  }
}
