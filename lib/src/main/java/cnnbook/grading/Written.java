package cnnbook.grading;

import cnnbook.exercises.Catalogue;
import cnnbook.grading.report.Submitted;
import java.io.IOException;
import java.nio.file.Files;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Takes out of what was handed in what reports need beside the grades. */
final class Written {
  private Written() {}

  /** For each notebook that was graded, in the grades' order. */
  static List<Submitted> of(Grades grades, Inbox inbox) throws IOException {
    Map<String, HandedIn> files = new TreeMap<>();
    inbox.notebooks().forEach(one -> files.put(key(one.student(), one.notebook()), one));
    List<Submitted> all = new ArrayList<>();
    for (SubmissionGrade grade : grades.submissions()) {
      all.add(of(grade, files.get(key(grade.student(), grade.notebook()))));
    }
    return all;
  }

  private static String key(String student, String notebook) {
    return student + "/" + notebook;
  }

  private static Submitted of(SubmissionGrade grade, HandedIn handedIn) throws IOException {
    boolean there = handedIn.file() != null;
    return new Submitted(
        grade.student(),
        grade.notebook(),
        grade.lesson(),
        there ? time(handedIn) : "",
        there ? words(handedIn, grade.lesson()) : Map.of(),
        code(handedIn.read(), grade.lesson()));
  }

  private static String time(HandedIn handedIn) throws IOException {
    return Files.getLastModifiedTime(handedIn.file())
        .toInstant()
        .truncatedTo(ChronoUnit.SECONDS)
        .toString();
  }

  private static Map<String, String> words(HandedIn handedIn, int lesson) {
    Map<String, String> texts = SubmissionReader.texts(handedIn.file());
    Map<String, String> words = new TreeMap<>();
    Catalogue.written().stream()
        .filter(question -> question.lesson() == lesson)
        .map(Catalogue.Written::cell)
        .filter(texts::containsKey)
        .forEach(cell -> words.put(cell, texts.get(cell)));
    return words;
  }

  private static Map<String, String> code(Submission submission, int lesson) {
    Map<String, String> code = new TreeMap<>();
    Catalogue.all().stream()
        .filter(exercise -> exercise.lesson() == lesson)
        .forEach(
            exercise ->
                submission
                    .declaring(exercise.answer())
                    .ifPresent(cell -> code.put(exercise.id(), cell.source())));
    return code;
  }
}
