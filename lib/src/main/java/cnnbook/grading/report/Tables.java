package cnnbook.grading.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables of a class: for its lecturer, and for the programs that keep grades. */
final class Tables {
  private final Gradebook book;

  Tables(Gradebook book) {
    this.book = book;
  }

  /** {@code final.csv}: tests, marks and the late rule together. */
  List<List<String>> finals() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row(List.of("student", "name", "email"), names(), "total", "of", "percent", "note"));
    for (String student : book.students()) {
      Gradebook.Total total = book.total(student);
      List<String> person =
          List.of(Csv.text(student), Csv.text(book.name(student)), Csv.text(email(student)));
      rows.add(
          row(
              person,
              points(total),
              Csv.number(total.points()),
              Csv.number(total.of()),
              percent(total),
              note(student)));
    }
    return rows;
  }

  /** For Moodle's import of grades: people by e-mail address or ID number, a column each. */
  List<List<String>> moodle() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row(List.of("ID number", "Full name", "Email address"), names(), "Total (per cent)"));
    for (Course.Person person : book.course().people()) {
      Gradebook.Total total = book.total(person.student());
      rows.add(
          row(
              List.of(Csv.text(person.id()), Csv.text(person.name()), Csv.text(person.email())),
              points(total),
              percent(total)));
    }
    return rows;
  }

  /** For Canvas's import into the gradebook; its second row says what each column is worth. */
  List<List<String>> canvas() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row(List.of("Student", "ID", "SIS User ID", "SIS Login ID", "Section"), names()));
    List<String> worth =
        book.lessons().stream().map(l -> Csv.number(book.score("", l).of())).toList();
    rows.add(row(List.of("    Points Possible", "", "", "", ""), worth));
    for (Course.Person person : book.course().people()) {
      List<String> who =
          List.of(
              Csv.text(person.name()),
              Csv.text(person.id()),
              "",
              Csv.text(person.login()),
              Csv.text(person.section()));
      rows.add(row(who, points(book.total(person.student()))));
    }
    return rows;
  }

  /** {@code similar.csv}. */
  List<List<String>> similar() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("lesson", "student", "other", "percent"));
    for (Similar.Pair pair : book.similar()) {
      rows.add(
          List.of(
              String.valueOf(pair.lesson()),
              Csv.text(pair.first()),
              Csv.text(pair.second()),
              String.format(Locale.ROOT, "%.0f", 100 * pair.share())));
    }
    return rows;
  }

  private List<String> names() {
    return book.lessons().stream().map("notebook %02d"::formatted).toList();
  }

  /** Empty where nothing was handed in. */
  private static List<String> points(Gradebook.Total total) {
    return total.scores().stream()
        .map(score -> score.entry() == null ? "" : Csv.number(score.points()))
        .toList();
  }

  private static String percent(Gradebook.Total total) {
    return String.format(Locale.ROOT, "%.1f", total.percent());
  }

  private String email(String student) {
    return book.course().person(student).map(Course.Person::email).orElse("");
  }

  private String note(String student) {
    if (book.unknown(student)) {
      return "not in course.csv";
    }
    return book.absent().contains(student) ? "handed in nothing" : "";
  }

  private static List<String> row(List<String> first, List<String> middle, String... last) {
    List<String> row = new ArrayList<>(first);
    row.addAll(middle);
    row.addAll(List.of(last));
    return row;
  }
}
