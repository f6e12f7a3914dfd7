package cnnbook.grading;

import cnnbook.exercises.Catalogue;
import cnnbook.exercises.remote.Contract;
import cnnbook.exercises.remote.Solution;
import cnnbook.exercises.tests.TestResult;
import cnnbook.exercises.tests.TestRun;
import cnnbook.exercises.tests.WrongValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Marks one submission: its cells run in a worker, the hidden tests here. */
final class Grader implements AutoCloseable {
  private final Submission submission;
  private final Isolation isolation;
  private final int slot;
  private final Limits limits;
  private final Inputs inputs;
  private final CellRuns cells;
  private RuntimeException broken;
  private int started;
  private boolean ready;
  private Worker worker;
  private Duration spentBefore = Duration.ZERO;

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
    this.cells = new CellRuns(submission.cells());
  }

  /**
   * Marks some exercises.
   *
   * @throws IllegalStateException if that is not possible, for a reason that is not the student's
   */
  List<ExerciseGrade> grade(List<Catalogue.Entry> exercises) {
    List<ExerciseGrade> grades = new ArrayList<>();
    List<String> verdicts = verdicts(exercises);
    for (int i = 0; i < exercises.size(); i++) {
      grades.add(grade(exercises.get(i), verdicts.get(i)));
    }
    return grades;
  }

  /** Why each exercise earns nothing; empty where its tests decide. */
  private List<String> verdicts(List<Catalogue.Entry> exercises) {
    if (submission.trouble() != null) {
      return Collections.nCopies(exercises.size(), submission.trouble());
    }
    if (exercises.isEmpty()) {
      return List.of();
    }
    startWorker();
    try {
      return worker.rules(submission.cells(), exercises, left(limits.cell()));
    } catch (Solution.Failure e) {
      return Collections.nCopies(exercises.size(), e.getMessage());
    }
  }

  /** The cells that did not run to their end. */
  List<SubmissionGrade.FailedCell> failedCells() {
    return cells.failed();
  }

  /** What else the author should know. */
  List<String> notes() {
    List<String> notes = new ArrayList<>(submission.notes());
    notes.addAll(cells.notes());
    return notes;
  }

  private ExerciseGrade grade(Catalogue.Entry exercise, String verdict) {
    TestRun run =
        new TestRun(
            () -> solution(exercise, verdict),
            test -> inputs.of(exercise.id(), test, submission.student()));
    List<ExerciseGrade.TestGrade> tests =
        run.of(exercise.hiddenTests()).stream().map(Grader::grade).toList();
    if (broken != null) {
      throw broken;
    }
    return new ExerciseGrade(exercise.id(), tests, verdict.isEmpty() ? null : verdict);
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
    if (thrown instanceof UnsupportedOperationException) {
      return "not done yet: an UnsupportedOperationException came";
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
  private Object solution(Catalogue.Entry exercise, String verdict) {
    if (!verdict.isEmpty()) {
      throw new Solution.Failure(verdict);
    }
    requireTime();
    if (!ready || !worker.alive()) {
      prepare(exercise);
    }
    try {
      worker.answer(exercise.contract(), exercise.answer(), left(limits.call()));
    } catch (Solution.Failure e) {
      throw new Solution.Failure(noAnswer(exercise.answer(), e.getMessage()));
    }
    worker.beginTest(left(limits.test()));
    if (exercise.about().engine()) {
      EngineFolder.start(worker, left(limits.cell()));
    }
    return Solution.of(Contract.of(exercise.contract()), exercise.contract(), worker);
  }

  private String noAnswer(String answer, String reason) {
    Optional<Submission.Cell> declaring = submission.declaring(answer);
    if (declaring.isEmpty()) {
      return "no cell declares the class " + answer;
    }
    return declaring
        .flatMap(cells::failure)
        .map(
            failure ->
                "%s, which declares %s, failed: %s"
                    .formatted(declaring.get().name(), answer, failure))
        .orElse(reason);
  }

  /** Makes sure of a worker that has run every cell that can be run. */
  private void prepare(Catalogue.Entry exercise) {
    do {
      if (!worker.alive()) {
        startWorker();
      }
      ready = cells.run(worker, exercise, () -> left(limits.cell()));
    } while (!ready);
  }

  private void startWorker() {
    close();
    if (started++ >= limits.processes()) {
      throw new Solution.Failure(
          "the process that runs your code ended too often; no more was tried");
    }
    spentBefore = spent();
    worker = new Worker(isolation.command(slot, limits), limits);
    try {
      worker.evaluate("the start of your code's process", "1", limits.start());
    } catch (Solution.Failure e) {
      broken = new IllegalStateException(e.getMessage());
      throw broken;
    }
  }

  /** Of all workers. */
  private Duration spent() {
    return worker == null ? spentBefore : spentBefore.plus(worker.spent());
  }

  private void requireTime() {
    if (spent().compareTo(limits.submission()) > 0) {
      throw new Solution.Failure(
          "the whole notebook took longer than " + limits.submission().toSeconds() + " s");
    }
  }

  private Duration left(Duration atMost) {
    requireTime();
    Duration left = limits.submission().minus(spent());
    return left.compareTo(atMost) < 0 ? left : atMost;
  }

  @Override
  public void close() {
    if (worker != null) {
      worker.close();
    }
  }
}
