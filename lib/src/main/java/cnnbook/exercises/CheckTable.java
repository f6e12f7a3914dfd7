package cnnbook.exercises;

import cnnbook.exercises.remote.Solution;
import cnnbook.exercises.tests.TestResult;
import cnnbook.exercises.tests.WrongValue;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The result of a check as text. */
final class CheckTable {
  /** The part of a result that is wrong, at the end of a call's text: {@code .dx()}. */
  private static final Pattern PART = Pattern.compile("\\)((\\.\\w+\\(\\)|\\[\\d+])+)$");

  private final Catalogue.Entry exercise;
  private final List<TestResult> results;
  private final LastCalls calls;
  private final Optional<String> forbiddenUse;
  private final StringBuilder text = new StringBuilder();

  /**
   * For one check.
   *
   * @param forbiddenUse what the answer uses and must not
   */
  CheckTable(
      Catalogue.Entry exercise,
      List<TestResult> results,
      LastCalls calls,
      Optional<String> forbiddenUse) {
    this.exercise = exercise;
    this.results = results;
    this.calls = calls;
    this.forbiddenUse = forbiddenUse;
  }

  /**
   * The text.
   *
   * @param hints how many of the exercise's hints to show
   */
  String text(int hints) {
    head();
    smallestFailure();
    hints(hints);
    points();
    return text.toString();
  }

  /** Whether the learner has not begun with what a test asks for: the stub says so. */
  static boolean isToDo(Catalogue.Entry exercise, TestResult result) {
    return result.thrown() instanceof UnsupportedOperationException
        && String.valueOf(result.thrown().getMessage()).startsWith("exercise " + exercise.id());
  }

  /** The points of the public tests, rounded to hundredths. */
  double earned() {
    return forbiddenUse.isPresent()
        ? 0
        : Math.round(100.0 * exercise.about().points() * passed() / results.size()) / 100.0;
  }

  private long passed() {
    return results.stream().filter(TestResult::passed).count();
  }

  private void head() {
    line("Exercise %s: %s", exercise.id(), exercise.about().title());
    if (exercise.about().forbidden().length > 0) {
      line("to be done without %s", String.join(", ", exercise.about().forbidden()));
    }
    line("");
    for (TestResult result : results) {
      line("  %s  %s", state(result), result.sentence());
    }
    line("");
  }

  private String state(TestResult result) {
    if (result.passed()) {
      return "passed";
    }
    if (result.thrown() instanceof Deadline.Missed) {
      return "NO END";
    }
    return isToDo(exercise, result) ? "to do " : "FAILED";
  }

  private void smallestFailure() {
    Optional<TestResult> smallest =
        results.stream()
            .filter(result -> !result.passed() && !isToDo(exercise, result))
            .min(
                Comparator.comparing(r -> calls.of(r.name()).map(LastCalls.Call::size).orElse(0L)));
    smallest.ifPresent(
        result -> {
          line("The smallest call that goes wrong (%s):", result.sentence());
          calls.of(result.name()).ifPresent(this::call);
          reason(result.thrown());
          line("");
        });
  }

  private void call(LastCalls.Call call) {
    Parameter[] parameters = call.method().getParameters();
    List<String> names = new ArrayList<>();
    for (Parameter parameter : parameters) {
      names.add(parameter.getName());
    }
    line("  %s(%s)", call.method().getName(), String.join(", ", names));
    for (int i = 0; i < parameters.length; i++) {
      row(names.get(i), ValueText.of(call.arguments()[i]));
    }
  }

  private void reason(Throwable thrown) {
    if (thrown instanceof WrongValue wrong) {
      Matcher part = PART.matcher(wrong.call());
      String of = part.find() ? part.group(1) + " " : "";
      row("expected", of + wrong.right());
      row("came", of + wrong.came());
    } else if (thrown instanceof Solution.Failure || thrown instanceof Deadline.Missed) {
      row("but", thrown.getMessage());
    } else {
      row("threw", thrown.toString().replaceFirst("^java\\.lang\\.", ""));
    }
  }

  /** Further lines of a value stand below its first. */
  private void row(String name, String value) {
    line("    %-9s %s", name, value.stripTrailing().replace("\n", "\n" + " ".repeat(14)));
  }

  private void hints(int hints) {
    for (int i = 0; i < hints; i++) {
      line("Hint %d: %s", i + 1, exercise.about().hints()[i]);
    }
    if (hints > 0) {
      line("");
    }
  }

  private void points() {
    forbiddenUse.ifPresent(
        use -> line("Your answer uses %s, which this exercise must do without: no points.", use));
    line(
        "%d of %d public tests passed: %s of %d points",
        passed(),
        results.size(),
        String.valueOf(earned()).replaceFirst("\\.0$", ""),
        exercise.about().points());
  }

  private void line(String format, Object... values) {
    text.append(values.length == 0 ? format : format.formatted(values)).append('\n');
  }
}
