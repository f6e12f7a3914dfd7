package cnnbook.grading;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The grades of a class.
 *
 * @param stamp what they depend on beside the submissions
 * @param submissions by student, then lesson
 * @param notes what was left out of what was handed in
 * @param failures the submissions that could not be graded, for a reason that is not the student's
 */
record Grades(
    Records.Stamp stamp,
    List<SubmissionGrade> submissions,
    List<String> notes,
    Map<String, String> failures) {
  Grades {
    submissions =
        submissions.stream()
            .sorted(
                Comparator.comparing(SubmissionGrade::student)
                    .thenComparing(SubmissionGrade::lesson)
                    .thenComparing(SubmissionGrade::notebook))
            .toList();
    notes = notes.stream().sorted().toList();
  }

  /** Each student's, by name. */
  Map<String, List<SubmissionGrade>> byStudent() {
    Map<String, List<SubmissionGrade>> students = new TreeMap<>();
    for (SubmissionGrade submission : submissions) {
      students.computeIfAbsent(submission.student(), s -> new ArrayList<>()).add(submission);
    }
    return students;
  }

  /** The numbers of the exercises that somebody handed in. */
  Collection<String> exercises() {
    TreeSet<String> numbers = new TreeSet<>(Comparator.comparingDouble(Double::parseDouble));
    for (SubmissionGrade submission : submissions) {
      submission.exercises().forEach(exercise -> numbers.add(exercise.exercise()));
    }
    return numbers;
  }
}
