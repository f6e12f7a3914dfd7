package cnnbook.grading;

import cnnbook.exercises.Catalogue;
import cnnbook.grading.report.Json;
import cnnbook.grading.report.Results;
import java.util.List;

/** {@code grades.json}: everything, for programs; {@link Results} says what its members are. */
final class GradesJson {
  private GradesJson() {}

  static String of(Grades grades) {
    return Json.text(results(grades));
  }

  private static Results results(Grades grades) {
    Records.Stamp stamp = grades.stamp();
    return new Results(
        Results.SCHEMA,
        new Results.Stamp(stamp.book(), stamp.secret(), stamp.isolation()),
        grades.exercises().stream().map(GradesJson::about).toList(),
        grades.byStudent().entrySet().stream()
            .map(each -> student(each.getKey(), each.getValue()))
            .toList(),
        grades.notes(),
        grades.failures());
  }

  private static Results.About about(String id) {
    Catalogue.Entry exercise = Catalogue.find(id);
    List<Results.Test> tests =
        HiddenTests.of(exercise).stream()
            .map(test -> new Results.Test(test.name(), test.sentence(), test.points()))
            .toList();
    return new Results.About(
        id,
        exercise.lesson(),
        exercise.about().title(),
        exercise.about().topic(),
        tests.stream().mapToDouble(Results.Test::points).sum(),
        tests);
  }

  private static Results.Student student(String name, List<SubmissionGrade> submissions) {
    return new Results.Student(
        name,
        submissions.stream().mapToDouble(SubmissionGrade::earned).sum(),
        submissions.stream().map(GradesJson::entry).toList());
  }

  private static Results.Entry entry(SubmissionGrade grade) {
    return new Results.Entry(
        grade.notebook(),
        grade.lesson(),
        grade.hash(),
        grade.points(),
        grade.earned(),
        grade.trouble(),
        grade.notes(),
        grade.cells().stream()
            .map(cell -> new Results.FailedCell(cell.cell(), cell.message()))
            .toList(),
        grade.exercises().stream().map(GradesJson::exercise).toList());
  }

  private static Results.Exercise exercise(ExerciseGrade grade) {
    return new Results.Exercise(
        grade.exercise(),
        grade.points(),
        grade.earned(),
        grade.trouble(),
        grade.tests().stream()
            .map(test -> new Results.Outcome(test.name(), test.earned(), test.message()))
            .toList());
  }
}
