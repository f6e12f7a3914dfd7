package cnnbook.grading.report;

import cnnbook.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who takes part, and what counts how much: {@code course.csv} with a row for each student, columns
 * {@code student} (as in what was handed in), {@code name}, {@code email}, {@code id}, {@code
 * login}, {@code section}; beside it, if wanted, {@code notebooks.csv} with a row for each notebook
 * that counts, columns {@code notebook} (its number), {@code due}, {@code weight}, {@code
 * grace_hours}, {@code late_percent} (taken off for each day begun). All but the first column of
 * each may be missing.
 *
 * @param people in the order of the file; empty if there is no course
 * @param notebooks those that count; empty for all alike
 */
record Course(List<Person> people, List<Due> notebooks) {
  static final Course NONE = new Course(List.of(), List.of());

  /** Somebody who takes part. */
  record Person(
      String student, String name, String email, String id, String login, String section) {}

  /**
   * A notebook that counts.
   *
   * @param due null if there is no such time
   * @param weight against the other notebooks
   * @param grace hours after it that cost nothing
   * @param percent taken off for each day begun since it was due
   */
  record Due(int lesson, Instant due, double weight, double grace, double percent) {
    /** What is taken off, 0 to 100. */
    double late(Instant submitted) {
      if (due == null || submitted == null) {
        return 0;
      }
      double hours = Duration.between(due, submitted).toSeconds() / 3600.0;
      return hours <= grace ? 0 : Math.min(100, Math.ceil(hours / 24) * percent);
    }
  }

  /**
   * Reads both files.
   *
   * @throws UserError if one cannot be read, or holds a number or time that is none
   */
  static Course read(Path file) {
    List<Person> people = Csv.read(file, "student").stream().map(Course::person).toList();
    Path beside = file.resolveSibling("notebooks.csv");
    List<Due> notebooks =
        Files.isRegularFile(beside)
            ? Csv.read(beside, "notebook").stream().map(row -> due(beside, row)).toList()
            : List.of();
    return new Course(people, notebooks);
  }

  private static Person person(Map<String, String> row) {
    String student = row.get("student");
    return new Person(
        student,
        filled(row, "name", student),
        filled(row, "email", ""),
        filled(row, "id", ""),
        filled(row, "login", filled(row, "email", "")),
        filled(row, "section", ""));
  }

  private static String filled(Map<String, String> row, String column, String otherwise) {
    String value = row.getOrDefault(column, "").strip();
    return value.isEmpty() ? otherwise : value;
  }

  private static Due due(Path file, Map<String, String> row) {
    String number = row.get("notebook").replaceFirst("^(\\d+)-.*", "$1");
    String where = file + ", notebook " + number + ": ";
    return new Due(
        (int) Csv.number(number, 99, where + "its number"),
        time(filled(row, "due", ""), where),
        Csv.number(filled(row, "weight", "1"), Double.MAX_VALUE, where + "weight"),
        Csv.number(filled(row, "grace_hours", "0"), Double.MAX_VALUE, where + "grace_hours"),
        Csv.number(filled(row, "late_percent", "0"), 100, where + "late_percent"));
  }

  /** A day, a time of the grader's zone, or a time with its zone. */
  private static Instant time(String text, String where) {
    if (text.isEmpty()) {
      return null;
    }
    String iso = text.replace(' ', 'T');
    try {
      if (!iso.contains("T")) {
        return LocalDate.parse(iso)
            .atTime(LocalTime.MAX)
            .atZone(ZoneId.systemDefault())
            .toInstant();
      }
      return iso.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).atZone(ZoneId.systemDefault()).toInstant();
    } catch (DateTimeParseException e) {
      throw UserError.usage(
          where + "due is '" + text + "'",
          "Write 2026-05-31, 2026-05-31 18:00, or 2026-05-31T18:00+02:00.");
    }
  }

  Optional<Person> person(String student) {
    return people.stream().filter(p -> p.student().equals(student)).findFirst();
  }

  Optional<Due> due(int lesson) {
    return notebooks.stream().filter(d -> d.lesson() == lesson).findFirst();
  }
}
