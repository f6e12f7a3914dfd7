package cnnbook.grading;

import cnnbook.exercises.Catalogue;
import java.util.List;
import java.util.Map;

/**
 * {@code grades.json}: everything, for programs. Members, in this order:
 *
 * <ul>
 *   <li>{@code schema}: 1; another number if the meaning of a member changes
 *   <li>{@code stamp}: {@code book} (version and checksum of the code), {@code secret} (a
 *       fingerprint of it), {@code isolation}: with the same stamp and the same submissions, the
 *       file is the same to the byte
 *   <li>{@code exercises}: for each one that was graded {@code id}, {@code lesson}, {@code title},
 *       {@code topic}, {@code points}, and {@code tests} with {@code name}, {@code sentence},
 *       {@code points}
 *   <li>{@code students}: {@code student}, {@code earned}, and {@code submissions}, each with
 *       {@code notebook}, {@code lesson} (0 if unknown), {@code hash} (SHA-256 of the file, "" if
 *       it cannot be read), {@code points}, {@code earned}, {@code trouble} (why nothing was
 *       graded; absent if it was), {@code notes}, {@code cells} (those that failed: {@code cell},
 *       {@code message}), {@code exercises}: {@code exercise}, {@code points}, {@code earned},
 *       {@code trouble} (why it earned nothing; absent if it was tested), {@code tests}: {@code
 *       name}, {@code earned}, {@code message} ("" if it passed)
 *   <li>{@code notes}: files that were left out
 *   <li>{@code failures}: submissions that could not be graded, with the reason; they are in no
 *       student's list
 * </ul>
 *
 * Texts of {@code cells}, names of students and notebooks are written by students: whoever shows
 * them must escape them.
 */
final class GradesJson {
  private static final int SCHEMA = 1;

  private GradesJson() {}

  private record All(
      int schema,
      Records.Stamp stamp,
      List<About> exercises,
      List<Student> students,
      List<String> notes,
      Map<String, String> failures) {}

  private record About(
      String id,
      int lesson,
      String title,
      String topic,
      double points,
      List<HiddenTests.Info> tests) {}

  private record Student(String student, double earned, List<Entry> submissions) {}

  private record Entry(
      String notebook,
      int lesson,
      String hash,
      double points,
      double earned,
      String trouble,
      List<String> notes,
      List<SubmissionGrade.FailedCell> cells,
      List<Exercise> exercises) {}

  private record Exercise(
      String exercise, double points, double earned, String trouble, List<Test> tests) {}

  private record Test(String name, double earned, String message) {}

  static String of(Grades grades) {
    List<About> exercises = grades.exercises().stream().map(GradesJson::about).toList();
    List<Student> students =
        grades.byStudent().entrySet().stream()
            .map(each -> student(each.getKey(), each.getValue()))
            .toList();
    All all =
        new All(SCHEMA, grades.stamp(), exercises, students, grades.notes(), grades.failures());
    return Records.GSON.toJson(all) + "\n";
  }

  private static About about(String id) {
    Catalogue.Entry exercise = Catalogue.find(id);
    List<HiddenTests.Info> tests = HiddenTests.of(exercise);
    return new About(
        id,
        exercise.lesson(),
        exercise.about().title(),
        exercise.about().topic(),
        tests.stream().mapToDouble(HiddenTests.Info::points).sum(),
        tests);
  }

  private static Student student(String name, List<SubmissionGrade> submissions) {
    return new Student(
        name,
        submissions.stream().mapToDouble(SubmissionGrade::earned).sum(),
        submissions.stream().map(GradesJson::entry).toList());
  }

  private static Entry entry(SubmissionGrade grade) {
    return new Entry(
        grade.notebook(),
        grade.lesson(),
        grade.hash(),
        grade.points(),
        grade.earned(),
        grade.trouble(),
        grade.notes(),
        grade.cells(),
        grade.exercises().stream().map(GradesJson::exercise).toList());
  }

  private static Exercise exercise(ExerciseGrade grade) {
    return new Exercise(
        grade.exercise(),
        grade.points(),
        grade.earned(),
        grade.trouble(),
        grade.tests().stream().map(t -> new Test(t.name(), t.earned(), t.message())).toList());
  }
}
