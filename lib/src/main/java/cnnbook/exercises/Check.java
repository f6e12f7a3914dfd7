package cnnbook.exercises;

import cnnbook.UserError;
import cnnbook.exercises.remote.Contract;
import cnnbook.exercises.remote.Servant;
import cnnbook.exercises.remote.Solution;
import cnnbook.exercises.tests.TestResult;
import cnnbook.exercises.tests.TestRun;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;

/**
 * Runs an exercise's public tests on a learner's solution, in the notebook. A test that fails shows
 * the smallest call that goes wrong, what was expected and what came; from the second failure on, a
 * hint.
 */
public final class Check {
  /** What a test's calls may take together; all tests on a good answer take less than 2 s. */
  static final Duration LIMIT = Duration.ofSeconds(10);

  /** The same where DJL's engine has to start first. */
  private static final Duration LONG_LIMIT = Duration.ofSeconds(60);

  private static final long SEED = 2015;

  private static final Map<String, Integer> FAILURES = new HashMap<>();

  private Check() {}

  /**
   * Checks a solution and prints a table.
   *
   * @param id the exercise's number, {@code 2.1}
   * @param solution an object of the learner's class
   * @return the exercise's points times the share of the public tests that passed, or nothing if
   *     the answer uses what it must not: nbgrader takes the last value of a cell for its points
   * @throws UserError if there is no such exercise, or the object is none of its interface
   * @throws CancellationException if the reader stops the cell
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
    return check(exercise, solution, exercise.about().engine() ? LONG_LIMIT : LIMIT);
  }

  /**
   * Checks and prints.
   *
   * @param limit what a test's calls may take together
   */
  static double check(Catalogue.Entry exercise, Object solution, Duration limit) {
    LastCalls calls = new LastCalls();
    List<TestResult> results = results(exercise, solution, calls, limit);
    CheckTable table =
        new CheckTable(
            exercise,
            results,
            calls,
            CompiledUses.first(solution.getClass(), exercise.about().forbidden()));
    System.out.print(table.text(hints(exercise, results)));
    return table.earned();
  }

  /** The public tests on an object of the exercise's interface. */
  static List<TestResult> results(
      Catalogue.Entry exercise, Object solution, LastCalls calls, Duration limit) {
    Contract contract = Contract.of(exercise.contract());
    Deadline deadline = new Deadline(new Servant(contract, solution), limit);
    Object guarded = Solution.of(contract, exercise.contract(), deadline);
    TestRun run =
        new TestRun(
            test -> {
              deadline.beginTest();
              return calls.watch(test, exercise.contract(), guarded);
            },
            test -> new Random(SEED));
    List<TestResult> results = run.of(exercise.publicTests());
    deadline.requireUninterrupted();
    return results;
  }

  /** How many hints to show: none at the first failure, then one more each time. */
  private static int hints(Catalogue.Entry exercise, List<TestResult> results) {
    if (results.stream().allMatch(TestResult::passed)) {
      FAILURES.remove(exercise.id());
      return 0;
    }
    if (results.stream().allMatch(r -> r.passed() || CheckTable.isToDo(exercise, r))) {
      return 0;
    }
    int failures = FAILURES.merge(exercise.id(), 1, Integer::sum);
    return Math.min(failures - 1, exercise.about().hints().length);
  }
}
