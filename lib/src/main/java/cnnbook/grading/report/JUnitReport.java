package cnnbook.grading.report;

import cnnbook.Markup;

/**
 * A submission as JUnit XML: a suite for each exercise, a case for each hidden test. The format has
 * no place for points: they are properties of the suite, {@code points.NAME} and {@code
 * earned.NAME}.
 */
final class JUnitReport {
  private JUnitReport() {}

  static String of(Results results, String student, Results.Entry entry) {
    return Markup.xml(
        out -> {
          out.start("testsuites", "name", student + "/" + entry.notebook());
          for (Results.Exercise exercise : entry.exercises()) {
            suite(out, results.about(exercise.exercise()), entry, exercise);
          }
          out.end();
        });
  }

  private static void suite(
      Markup out, Results.About about, Results.Entry entry, Results.Exercise exercise) {
    out.text("\n");
    out.start(
        "testsuite",
        "name",
        about.id() + " " + about.title(),
        "tests",
        String.valueOf(exercise.tests().size()),
        "failures",
        String.valueOf(exercise.tests().stream().filter(t -> failed(about, t)).count()),
        "errors",
        "0",
        "skipped",
        "0");
    out.start("properties");
    for (Results.Outcome outcome : exercise.tests()) {
      property(out, "points." + outcome.name(), about.test(outcome.name()).points());
      property(out, "earned." + outcome.name(), outcome.earned());
    }
    out.end();
    String type = entry.notebook() + "." + about.id();
    exercise.tests().forEach(outcome -> testcase(out, about, type, outcome));
    out.end();
  }

  private static void testcase(
      Markup out, Results.About about, String type, Results.Outcome outcome) {
    out.text("\n");
    out.start("testcase", "classname", type, "name", outcome.name());
    if (failed(about, outcome)) {
      out.empty("failure", "message", outcome.message());
    }
    out.end();
  }

  private static boolean failed(Results.About about, Results.Outcome outcome) {
    return outcome.earned() < about.test(outcome.name()).points();
  }

  private static void property(Markup out, String name, double value) {
    out.empty("property", "name", name, "value", Csv.number(value));
  }
}
