package cnnbook.grading;

import cnnbook.exercises.Catalogue;
import cnnbook.exercises.remote.Contract;
import cnnbook.exercises.remote.Solution;
import cnnbook.exercises.tests.TestResult;
import cnnbook.exercises.tests.TestRun;
import cnnbook.exercises.tests.WrongValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Marks one submission: its cells run in a worker, the hidden tests here. */
final class Grader implements AutoCloseable {
  private final Submission submission;
  private final Isolation isolation;
  private final int slot;
  private final Limits limits;
  private final Inputs inputs;
  private final Instant end;
  private final Map<String, String> failedCells = new LinkedHashMap<>();
  private final Set<Submission.Cell> deadly = new HashSet<>();
  private Worker worker;

  /**
   * For one submission.
   *
   * @param slot tells graders that run at the same time apart, from 0
   */
  Grader(Submission submission, Isolation isolation, int slot, Limits limits, Inputs inputs) {
    this.submission = submission;
    this.isolation = isolation;
    this.slot = slot;
    this.limits = limits;
    this.inputs = inputs;
    this.end = Instant.now().plus(limits.submission());
  }

  /** Marks some exercises. */
  List<ExerciseGrade> grade(List<Catalogue.Entry> exercises) {
    List<ExerciseGrade> grades = new ArrayList<>();
    for (Catalogue.Entry exercise : exercises) {
      grades.add(grade(exercise));
    }
    return grades;
  }

  /** What became of the cells that did not run to their end, by the cell's name. */
  Map<String, String> failedCells() {
    return failedCells;
  }

  private ExerciseGrade grade(Catalogue.Entry exercise) {
    TestRun run =
        new TestRun(
            () -> solution(exercise), test -> inputs.of(exercise.id(), test, submission.student()));
    List<ExerciseGrade.TestGrade> tests =
        run.of(exercise.hiddenTests()).stream().map(Grader::grade).toList();
    return new ExerciseGrade(exercise.id(), tests, submission.trouble());
  }

  private static ExerciseGrade.TestGrade grade(TestResult result) {
    return new ExerciseGrade.TestGrade(
        result.name(),
        result.sentence(),
        result.points(),
        result.earned(),
        result.passed() ? "" : message(result.thrown()));
  }

  /** Inputs and expected values stay here; so does an exception's text, which may hold inputs. */
  private static String message(Throwable thrown) {
    if (thrown instanceof WrongValue) {
      return "a wrong result";
    }
    if (thrown instanceof Solution.Failure) {
      return thrown
          .getMessage()
          .lines()
          .findFirst()
          .orElse("")
          .replaceFirst("(threw \\S+?):.*", "$1");
    }
    return "an unexpected " + thrown.getClass().getSimpleName();
  }

  /** The student's object, in a worker that lives; asked for before each test. */
  private Object solution(Catalogue.Entry exercise) {
    if (submission.trouble() != null) {
      throw new Solution.Failure(submission.trouble());
    }
    requireTime();
    if (worker == null || !worker.alive()) {
      start();
    }
    worker.answer(exercise.contract(), exercise.answer(), left(limits.call()));
    worker.beginTest(left(limits.test()));
    if (exercise.about().engine()) {
      EngineFolder.start(worker, left(limits.cell()));
    }
    return Solution.of(Contract.of(exercise.contract()), exercise.contract(), worker);
  }

  /** A new worker that has run every cell that can be run. */
  private void start() {
    do {
      close();
      worker = new Worker(isolation.command(slot, limits), limits.call());
      worker.evaluate("the start of your code's process", "1", left(limits.start()));
    } while (!evaluateAll());
  }

  /** False if a cell ended the process: the next one leaves it out. */
  private boolean evaluateAll() {
    for (Submission.Cell cell : submission.cells()) {
      if (!deadly.contains(cell)) {
        try {
          worker.evaluate(cell.name(), cell.source(), left(limits.cell()));
        } catch (Solution.Failure e) {
          failedCells.put(cell.name(), e.getMessage());
          if (!worker.alive()) {
            deadly.add(cell);
            return false;
          }
        }
      }
    }
    return true;
  }

  private void requireTime() {
    if (Instant.now().isAfter(end)) {
      throw new Solution.Failure(
          "the whole notebook took longer than " + limits.submission().toSeconds() + " s");
    }
  }

  private Duration left(Duration atMost) {
    requireTime();
    Duration left = Duration.between(Instant.now(), end);
    return left.compareTo(atMost) < 0 ? left : atMost;
  }

  @Override
  public void close() {
    if (worker != null) {
      worker.close();
    }
  }
}
