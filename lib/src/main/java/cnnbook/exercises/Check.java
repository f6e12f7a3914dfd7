package cnnbook.exercises;

import cnnbook.UserError;
import cnnbook.exercises.remote.Solution;
import cnnbook.exercises.tests.TestResult;
import cnnbook.exercises.tests.TestRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Runs an exercise's public tests on a learner's solution, in the notebook. A test that fails shows
 * the call, what was expected and what came; from the second failure on, a hint.
 */
public final class Check {
  private static final long SEED = 2015;

  private static final Map<String, Integer> FAILURES = new HashMap<>();

  private Check() {}

  /**
   * Checks a solution and prints a table.
   *
   * @param id the exercise's number, {@code 2.1}
   * @param solution an object of the learner's class
   * @return the share of the tests that passed, in [0, 1]: nbgrader takes it for the points
   * @throws UserError if there is no such exercise, or the object is none of its interface
   */
  public static double exercise(String id, Object solution) {
    Catalogue.Entry exercise = Catalogue.find(id);
    if ("off".equals(System.getProperty("cnnbook.check"))) {
      return 0;
    }
    if (!exercise.contract().isInstance(solution)) {
      throw UserError.usage(
          "exercise %s got %s".formatted(id, solution == null ? "null" : solution.getClass()),
          "Give it an object of a class that implements %s: Check.exercise(\"%s\", new %s())."
              .formatted(exercise.contract().getSimpleName(), id, exercise.answer()));
    }
    List<TestResult> results = results(exercise, solution);
    System.out.print(CheckTable.of(exercise, results, hints(exercise, results)));
    return (double) results.stream().filter(TestResult::passed).count() / results.size();
  }

  /** The public tests on an object of the exercise's interface. */
  static List<TestResult> results(Catalogue.Entry exercise, Object solution) {
    Object guarded = Solution.local(exercise.contract(), solution);
    return new TestRun(() -> guarded, test -> new Random(SEED)).of(exercise.publicTests());
  }

  /** How many hints to show: none at the first failure, then one more each time. */
  private static int hints(Catalogue.Entry exercise, List<TestResult> results) {
    if (results.stream().allMatch(TestResult::passed)) {
      FAILURES.remove(exercise.id());
      return 0;
    }
    int failures = FAILURES.merge(exercise.id(), 1, Integer::sum);
    return Math.min(failures - 1, exercise.about().hints().length);
  }
}
