package cnnbook.grading;

import java.util.List;

/**
 * What one exercise of one submission earned.
 *
 * @param exercise its number
 * @param tests one for each hidden test, in a fixed order
 * @param trouble why no test could be run; null if they were
 */
record ExerciseGrade(String exercise, List<TestGrade> tests, String trouble) {
  /**
   * One hidden test.
   *
   * @param name the test method's
   * @param sentence what it asks, for the student
   * @param points what it is worth
   * @param earned what the submission got
   * @param message for the student: never an input or an expected value; empty if it passed
   */
  record TestGrade(String name, String sentence, double points, double earned, String message) {}

  double points() {
    return tests.stream().mapToDouble(TestGrade::points).sum();
  }

  double earned() {
    return tests.stream().mapToDouble(TestGrade::earned).sum();
  }
}
