package cnnbook.exercises;

import cnnbook.exercises.remote.Solution;
import cnnbook.exercises.tests.TestResult;
import cnnbook.exercises.tests.WrongValue;
import java.util.List;

/** The result of a check as text. */
final class CheckTable {
  private CheckTable() {}

  static String of(Catalogue.Entry exercise, List<TestResult> results, int hints) {
    StringBuilder text = new StringBuilder();
    text.append("Exercise %s, %s%n".formatted(exercise.id(), exercise.about().title()));
    for (TestResult result : results) {
      text.append("  %s  %s%n".formatted(result.passed() ? "passed" : "FAILED", result.sentence()));
      if (!result.passed()) {
        reason(result.thrown()).lines().forEach(line -> text.append("          " + line + "\n"));
      }
    }
    for (int i = 0; i < hints; i++) {
      text.append("Hint %d: %s%n".formatted(i + 1, exercise.about().hints()[i]));
    }
    long passed = results.stream().filter(TestResult::passed).count();
    return text + "%d of %d tests passed%n".formatted(passed, results.size());
  }

  private static String reason(Throwable thrown) {
    boolean ofOurs = thrown instanceof WrongValue || thrown instanceof Solution.Failure;
    return ofOurs ? thrown.getMessage() : thrown.toString();
  }
}
