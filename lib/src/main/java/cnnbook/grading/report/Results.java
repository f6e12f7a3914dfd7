package cnnbook.grading.report;

import cnnbook.UserError;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code grades.json}: everything that grading found out. Its members have the names and the order
 * of the components here.
 *
 * <p>Texts of failed cells, names of students and notebooks are written by students: whoever shows
 * them must escape them.
 *
 * @param schema 1; another number if the meaning of a member changes
 * @param stamp what the grades depend on beside the submissions
 * @param exercises those that were graded
 * @param students by name
 * @param notes files that were left out
 * @param failures submissions that could not be graded, with the reason; they are in no student's
 *     list
 */
public record Results(
    int schema,
    Stamp stamp,
    List<About> exercises,
    List<Student> students,
    List<String> notes,
    Map<String, String> failures) {
  /** The form of this version. */
  public static final int SCHEMA = 1;

  static final String FILE = "grades.json";

  /**
   * With the same stamp and the same submissions, the file is the same to the byte.
   *
   * @param book version and checksum of the code
   * @param secret a fingerprint of it
   * @param isolation by its name
   */
  public record Stamp(String book, String secret, String isolation) {}

  /**
   * An exercise.
   *
   * @param id {@code 3.2}
   * @param points the sum of its tests'
   */
  public record About(
      String id, int lesson, String title, String topic, double points, List<Test> tests) {
    Test test(String name) {
      return tests.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    }
  }

  /**
   * A hidden test.
   *
   * @param name the test method's
   * @param sentence what it asks, for people
   * @param points what it is worth
   */
  public record Test(String name, String sentence, double points) {}

  /** What somebody handed in; {@code earned} is the sum of it. */
  public record Student(String student, double earned, List<Entry> submissions) {}

  /**
   * A notebook.
   *
   * @param notebook the file's name without its ending
   * @param lesson 0 if unknown
   * @param hash SHA-256 of the file, empty if it cannot be read
   * @param trouble why nothing was graded; null if it was
   * @param notes what else its author should know
   * @param cells those that failed
   */
  public record Entry(
      String notebook,
      int lesson,
      String hash,
      double points,
      double earned,
      String trouble,
      List<String> notes,
      List<FailedCell> cells,
      List<Exercise> exercises) {}

  /** A cell that did not run to its end, and what the notebook would have shown. */
  public record FailedCell(String cell, String message) {}

  /**
   * An exercise of a notebook.
   *
   * @param exercise its number
   * @param trouble why it earned nothing; null if it was tested
   */
  public record Exercise(
      String exercise, double points, double earned, String trouble, List<Outcome> tests) {}

  /** What a test gave; the message is empty if it passed. */
  public record Outcome(String name, double earned, String message) {}

  /**
   * Reads what grading has left in a folder.
   *
   * @throws UserError if there is nothing, or nothing of this form
   */
  static Results read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      Results results = Json.GSON.fromJson(Files.readString(file), Results.class);
      if (results != null && results.schema() == SCHEMA) {
        return results;
      }
    } catch (IOException | JsonParseException e) {
      throw UserError.missing(
          file + " cannot be read: " + e.getMessage(), "Grade first: ./cnnbook grade.");
    }
    throw UserError.missing(file + " is of another version", "Grade again.");
  }

  About about(String exercise) {
    return exercises.stream().filter(a -> a.id().equals(exercise)).findFirst().orElseThrow();
  }

  /** What somebody handed in for a lesson. */
  Optional<Entry> entry(String student, int lesson) {
    return students.stream()
        .filter(s -> s.student().equals(student))
        .flatMap(s -> s.submissions().stream())
        .filter(e -> e.lesson() == lesson)
        .findFirst();
  }
}
