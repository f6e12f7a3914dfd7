package cnnbook.grading.report;

import cnnbook.exercises.Catalogue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All that reports are made of.
 *
 * @param results what the hidden tests gave
 * @param submitted what students wrote
 * @param course who takes part
 * @param manual marks given by a person
 * @param similar pairs of submissions that resemble each other
 */
record Gradebook(
    Results results,
    List<Submitted> submitted,
    Course course,
    Manual manual,
    List<Similar.Pair> similar) {

  /**
   * What somebody has in a lesson.
   *
   * @param entry null if nothing was handed in
   * @param earned by tests and in words, before anything is taken off
   * @param of what the lesson is worth
   * @param late per cent that are taken off
   */
  record Score(int lesson, Results.Entry entry, double earned, double of, double late) {
    double points() {
      return earned * (1 - late / 100);
    }
  }

  /**
   * What somebody has in all lessons that count.
   *
   * @param percent weighted, 0 to 100
   */
  record Total(List<Score> scores, double points, double of, double percent) {}

  /** The lessons that count, in their order. */
  List<Integer> lessons() {
    Stream<Integer> lessons =
        course.notebooks().isEmpty()
            ? results.exercises().stream().map(Results.About::lesson)
            : course.notebooks().stream().map(Course.Due::lesson);
    return List.copyOf(new TreeSet<>(lessons.toList()));
  }

  /** All who handed something in or take part, by name. */
  List<String> students() {
    Stream<String> handedIn = results.students().stream().map(Results.Student::student);
    Stream<String> known = course.people().stream().map(Course.Person::student);
    return List.copyOf(new TreeSet<>(Stream.concat(handedIn, known).toList()));
  }

  /** Whether somebody who handed something in is in no course, though there is one. */
  boolean unknown(String student) {
    return !course.people().isEmpty() && course.person(student).isEmpty();
  }

  /** Those who take part and handed nothing in. */
  List<String> absent() {
    return students().stream()
        .filter(s -> results.students().stream().noneMatch(r -> r.student().equals(s)))
        .toList();
  }

  /** The lessons that somebody who takes part has not handed in. */
  List<Integer> missing(String student) {
    return lessons().stream().filter(l -> results.entry(student, l).isEmpty()).toList();
  }

  Score score(String student, int lesson) {
    Results.Entry entry = results.entry(student, lesson).orElse(null);
    double words = wordsPoints(lesson);
    double marked =
        words == 0
            ? 0
            : manual.row(student, lesson).map(Manual.Row::mark).orElse(Double.valueOf(0));
    double tests =
        results.exercises().stream()
            .filter(a -> a.lesson() == lesson)
            .mapToDouble(Results.About::points)
            .sum();
    return new Score(
        lesson,
        entry,
        (entry == null ? 0 : entry.earned()) + marked,
        tests + words,
        entry == null ? 0 : late(student, lesson));
  }

  /** What a lesson's question is worth; 0 as long as no answer to it is marked. */
  private double wordsPoints(int lesson) {
    return manual.counts(lesson)
        ? Manual.question(lesson).map(Catalogue.Written::points).orElse(0)
        : 0;
  }

  private double late(String student, int lesson) {
    Instant time = submitted(student, lesson).map(Submitted::time).orElse(null);
    return course.due(lesson).map(due -> due.late(time)).orElse(0.0);
  }

  Optional<Submitted> submitted(String student, int lesson) {
    return submitted.stream()
        .filter(s -> s.lesson() == lesson && s.student().equals(student))
        .findFirst();
  }

  Total total(String student) {
    List<Score> scores = lessons().stream().map(lesson -> score(student, lesson)).toList();
    double weights = 0;
    double weighted = 0;
    for (Score score : scores) {
      double weight = course.due(score.lesson()).map(Course.Due::weight).orElse(score.of());
      weights += weight;
      weighted += score.of() == 0 ? 0 : weight * score.points() / score.of();
    }
    return new Total(
        scores,
        scores.stream().mapToDouble(Score::points).sum(),
        scores.stream().mapToDouble(Score::of).sum(),
        weights == 0 ? 0 : 100 * weighted / weights);
  }

  /** The name that the course knows somebody by. */
  String name(String student) {
    return course.person(student).map(Course.Person::name).orElse(student);
  }
}
