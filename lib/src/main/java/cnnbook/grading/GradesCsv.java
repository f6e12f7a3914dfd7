package cnnbook.grading;

import cnnbook.exercises.Catalogue;
import cnnbook.grading.report.Csv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * {@code grades.csv}: a row for each student, a column with the points of each exercise (empty if
 * it was not handed in), the total, and what all exercises of the table are worth.
 */
final class GradesCsv {
  private GradesCsv() {}

  static String of(Grades grades) {
    Collection<String> exercises = grades.exercises();
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
      csv.printRecord(row("student", exercises, "total", "of"));
      String of = Csv.number(exercises.stream().mapToDouble(GradesCsv::worth).sum());
      for (Map.Entry<String, List<SubmissionGrade>> student : grades.byStudent().entrySet()) {
        List<SubmissionGrade> handedIn = student.getValue();
        List<String> points = exercises.stream().map(id -> earned(handedIn, id)).toList();
        double total = handedIn.stream().mapToDouble(SubmissionGrade::earned).sum();
        csv.printRecord(row(Csv.text(student.getKey()), points, Csv.number(total), of));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static List<String> row(String first, Collection<String> middle, String... last) {
    List<String> row = new ArrayList<>();
    row.add(first);
    row.addAll(middle);
    row.addAll(List.of(last));
    return row;
  }

  private static double worth(String id) {
    return HiddenTests.of(Catalogue.find(id)).stream().mapToDouble(HiddenTests.Info::points).sum();
  }

  private static String earned(List<SubmissionGrade> handedIn, String exercise) {
    Optional<ExerciseGrade> grade =
        handedIn.stream()
            .flatMap(submission -> submission.exercises().stream())
            .filter(e -> e.exercise().equals(exercise))
            .findFirst();
    return grade.map(g -> Csv.number(g.earned())).orElse("");
  }
}
