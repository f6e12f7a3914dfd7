package cnnbook.grading.report;

import cnnbook.exercises.Catalogue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * {@code manual.csv}: the marks that a person gives to answers in words. Grading writes a row for
 * each answer; the lecturer fills in {@code mark} and {@code comment}; the next grading keeps them.
 * No row is ever dropped. Where an answer is another than the one that was marked, {@code state}
 * says {@code changed} until the lecturer empties it.
 *
 * @param rows by student, then lesson
 */
record Manual(List<Row> rows) {
  static final String FILE = "manual.csv";
  static final String TO_MARK = "to mark";
  static final String MARKED = "marked";
  static final String CHANGED = "changed";

  private static final String UNTOUCHED = "*Your answer: replace this line.*";
  private static final int EXCERPT = 600;
  private static final int HASH = 12;

  /**
   * An answer.
   *
   * @param question {@code ex2-words}
   * @param points the most that can be given
   * @param mark null if there is none yet
   * @param state one of the three words
   * @param answer its beginning
   * @param hash tells one answer from another
   */
  record Row(
      String student,
      String question,
      double points,
      Double mark,
      String comment,
      String state,
      String answer,
      String hash) {
    private String key() {
      return question + "/" + student;
    }

    private Row merge(Row old) {
      boolean other = !hash.equals(old.hash());
      String now = other || old.state().equals(CHANGED) ? CHANGED : MARKED;
      return new Row(
          student,
          question,
          points,
          old.mark(),
          old.comment(),
          old.mark() == null ? TO_MARK : now,
          answer,
          hash);
    }

    private List<String> cells() {
      return List.of(
          Csv.text(student),
          question,
          Csv.number(points),
          mark == null ? "" : Csv.number(mark),
          Csv.text(comment),
          state,
          Csv.text(answer),
          hash);
    }
  }

  /** The marks so far, and a row for each answer that has none. */
  static Manual merge(Path folder, List<Submitted> submitted) {
    Map<String, Row> rows = new LinkedHashMap<>();
    Path file = folder.resolve(FILE);
    if (Files.isRegularFile(file)) {
      read(file).forEach(row -> rows.put(row.key(), row));
    }
    for (Submitted one : submitted) {
      question(one.lesson()).map(question -> row(one, question)).ifPresent(row -> add(rows, row));
    }
    List<Row> all = new ArrayList<>(rows.values());
    all.sort(
        Comparator.comparing(Row::student)
            .thenComparing(row -> row.question().length())
            .thenComparing(Row::question));
    return new Manual(List.copyOf(all));
  }

  private static void add(Map<String, Row> rows, Row row) {
    rows.merge(row.key(), row, (old, now) -> now.merge(old));
  }

  static Optional<Catalogue.Written> question(int lesson) {
    return Catalogue.written().stream().filter(w -> w.lesson() == lesson).findFirst();
  }

  private static Row row(Submitted one, Catalogue.Written question) {
    String text = one.words().getOrDefault(question.cell(), "").strip();
    String answer = text.equals(UNTOUCHED) ? "" : text;
    String hash = DigestUtils.sha256Hex(answer.getBytes(StandardCharsets.UTF_8));
    String excerpt = answer.length() > EXCERPT ? answer.substring(0, EXCERPT) + " …" : answer;
    return new Row(
        one.student(),
        question.cell(),
        question.points(),
        null,
        "",
        TO_MARK,
        excerpt,
        hash.substring(0, HASH));
  }

  private static List<Row> read(Path file) {
    List<Row> rows = new ArrayList<>();
    for (Map<String, String> row : Csv.read(file, "student", "question", "mark", "points")) {
      String where = "%s, %s, %s: ".formatted(file, row.get("student"), row.get("question"));
      double points = Csv.number(row.get("points"), Double.MAX_VALUE, where + "points");
      String mark = row.getOrDefault("mark", "").strip();
      rows.add(
          new Row(
              row.get("student"),
              row.get("question"),
              points,
              mark.isEmpty() ? null : Double.valueOf(Csv.number(mark, points, where + "mark")),
              row.getOrDefault("comment", ""),
              row.getOrDefault("state", "").strip(),
              row.getOrDefault("answer", ""),
              row.getOrDefault("hash", "")));
    }
    return rows;
  }

  void write(Path folder) {
    List<List<String>> table = new ArrayList<>();
    table.add(
        List.of("student", "question", "points", "mark", "comment", "state", "answer", "hash"));
    rows.forEach(row -> table.add(row.cells()));
    Csv.write(folder.resolve(FILE), table);
  }

  /** Somebody's answer to a lesson's question. */
  Optional<Row> row(String student, int lesson) {
    return question(lesson)
        .flatMap(
            question ->
                rows.stream()
                    .filter(r -> r.student().equals(student))
                    .filter(r -> r.question().equals(question.cell()))
                    .findFirst());
  }

  /** Whether marking has begun: from then on the question counts, for everybody. */
  boolean counts(int lesson) {
    return question(lesson)
        .filter(
            question ->
                rows.stream()
                    .anyMatch(r -> r.question().equals(question.cell()) && r.mark() != null))
        .isPresent();
  }

  long open() {
    return rows.stream().filter(row -> !row.state().equals(MARKED)).count();
  }
}
