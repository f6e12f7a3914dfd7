package cnnbook.grading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Everything that grading found out about one notebook; what its record holds.
 *
 * @param student whose it is
 * @param notebook the file's name without {@code .ipynb}
 * @param lesson the lesson whose exercises it answers; 0 if that cannot be told
 * @param hash SHA-256 of the file, empty if it cannot be read
 * @param trouble why nothing of it could be graded; null if it could
 * @param notes what else its author should know
 * @param cells the cells that did not run to their end
 * @param exercises in the catalogue's order
 */
record SubmissionGrade(
    String student,
    String notebook,
    int lesson,
    String hash,
    String trouble,
    List<String> notes,
    List<FailedCell> cells,
    List<ExerciseGrade> exercises) {
  /**
   * A cell that did not run to its end.
   *
   * @param cell its name
   * @param message what the notebook would have shown
   */
  record FailedCell(String cell, String message) {}

  double points() {
    return exercises.stream().mapToDouble(ExerciseGrade::points).sum();
  }

  double earned() {
    return exercises.stream().mapToDouble(ExerciseGrade::earned).sum();
  }

  boolean holds(String exercise) {
    return exercises.stream().anyMatch(e -> e.exercise().equals(exercise));
  }

  /** With more to say to its author. */
  SubmissionGrade with(List<String> more) {
    List<String> all = new ArrayList<>(notes);
    all.addAll(more);
    return new SubmissionGrade(
        student, notebook, lesson, hash, trouble, List.copyOf(all), cells, exercises);
  }

  /** With the exercises of an older grade of the same file that this one leaves out. */
  SubmissionGrade with(SubmissionGrade older, List<String> order) {
    List<String> graded = exercises.stream().map(ExerciseGrade::exercise).toList();
    List<ExerciseGrade> all = new ArrayList<>(exercises);
    older.exercises().stream().filter(e -> !graded.contains(e.exercise())).forEach(all::add);
    all.sort(Comparator.comparing(e -> order.indexOf(e.exercise())));
    return new SubmissionGrade(
        student, notebook, lesson, hash, trouble, notes, cells, List.copyOf(all));
  }
}
