package cnnbook.grading;

import cnnbook.exercises.Catalogue;
import cnnbook.exercises.Exercise;
import cnnbook.exercises.remote.Solution;
import cnnbook.tensor.Tensor;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs a notebook's cells in a worker, each as far as it goes: one that fails does not keep the
 * others from running, one that ends the process is left out the next time.
 */
final class CellRuns {
  private static final int MESSAGE = 2000;
  private static final Pattern ANSWER = Pattern.compile("\\bclass\\s+Ex\\d{1,2}_\\d\\b");

  /** Differs from run to run: {@code Ex2_1@1b2c3d}. */
  private static final Pattern ADDRESS = Pattern.compile("@[0-9a-f]{5,8}\\b");

  private final List<Submission.Cell> cells;
  private final Map<Submission.Cell, String> failures = new LinkedHashMap<>();
  private final Set<Submission.Cell> deadly = new HashSet<>();
  private final Set<String> notes = new TreeSet<>();

  CellRuns(List<Submission.Cell> cells) {
    this.cells = cells;
  }

  /** The cells that did not run to their end, in their order. */
  List<SubmissionGrade.FailedCell> failed() {
    return cells.stream()
        .filter(failures::containsKey)
        .map(cell -> new SubmissionGrade.FailedCell(cell.name(), failures.get(cell)))
        .toList();
  }

  /** The first line of what a cell failed with, if it did. */
  Optional<String> failure(Submission.Cell cell) {
    return Optional.ofNullable(failures.get(cell)).flatMap(text -> text.lines().findFirst());
  }

  /** What the author should know. */
  Set<String> notes() {
    return notes;
  }

  /**
   * Runs every cell that can be run.
   *
   * @param exercise one of the notebook's
   * @param limit asked before each cell
   * @return false if a cell ended the process: a new one is needed
   */
  boolean run(Worker worker, Catalogue.Entry exercise, Supplier<Duration> limit) {
    failures.keySet().retainAll(deadly);
    for (Submission.Cell cell : cells) {
      if (!deadly.contains(cell) && !run(worker, cell, limit.get())) {
        return false;
      }
    }
    List<Submission.Cell> failed = cells.stream().filter(failures::containsKey).toList();
    boolean again =
        failed.stream().anyMatch(c -> !deadly.contains(c) && ANSWER.matcher(c.source()).find());
    return !again || again(worker, failed, exercise, limit);
  }

  /** Cells in a wrong order, or without the imports, get a second chance. */
  private boolean again(
      Worker worker,
      List<Submission.Cell> failed,
      Catalogue.Entry exercise,
      Supplier<Duration> limit) {
    worker.evaluate("the imports", imports(exercise), limit.get());
    for (Submission.Cell cell : failed) {
      if (deadly.contains(cell)) {
        continue;
      }
      if (!run(worker, cell, limit.get())) {
        return false;
      }
      if (!failures.containsKey(cell)) {
        notes.add(
            cell.name()
                + " ran only after all others: it needs an import, or a cell, that does not stand"
                + " before it");
      }
    }
    return true;
  }

  private static String imports(Catalogue.Entry exercise) {
    return Stream.of(Exercise.class, exercise.contract(), Tensor.class)
        .map(type -> "import " + type.getPackageName() + ".*;")
        .collect(Collectors.joining("\n"));
  }

  /** False if the cell ended the process. */
  private boolean run(Worker worker, Submission.Cell cell, Duration limit) {
    try {
      worker.evaluate(cell.name(), cell.source(), limit);
      failures.remove(cell);
      return true;
    } catch (Solution.Failure e) {
      String text = ADDRESS.matcher(e.getMessage()).replaceAll("@…");
      failures.put(cell, text.length() > MESSAGE ? text.substring(0, MESSAGE) + " …" : text);
      if (!worker.alive()) {
        deadly.add(cell);
      }
      return worker.alive();
    }
  }
}
