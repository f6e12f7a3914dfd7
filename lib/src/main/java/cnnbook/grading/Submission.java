package cnnbook.grading;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A student's notebook, read without trust: whatever is wrong with it becomes a sentence for its
 * author, never an exception.
 *
 * @param student whose it is
 * @param notebook the file's name without {@code .ipynb}
 * @param cells its code cells, in their order
 * @param trouble why there are no cells; null if there are
 * @param notes what else its author should know; empty if there is nothing
 */
record Submission(
    String student, String notebook, List<Cell> cells, String trouble, List<String> notes) {
  private static final Pattern NUMBER = Pattern.compile("^(\\d{1,2})(?!\\d)");
  private static final Pattern ANSWER = Pattern.compile("\\bclass\\s+Ex(\\d{1,2})_\\d\\b");

  /**
   * A code cell.
   *
   * @param name what feedback calls it: {@code cell 3 (ex2-1)}
   * @param source its code
   */
  record Cell(String name, String source) {
    /** Whether it declares a class of this name. */
    boolean declares(String type) {
      return Pattern.compile("\\bclass\\s+" + Pattern.quote(type) + "\\b").matcher(source).find();
    }
  }

  /** A notebook that cannot be read. */
  static Submission none(String student, String notebook, String trouble) {
    return new Submission(student, notebook, List.of(), trouble, List.of());
  }

  /**
   * The lesson that its exercises belong to: by the number that the name begins with, and where
   * that is no lesson's, or no cell answers it, by the classes that the cells declare.
   *
   * @param lessons those that have exercises
   */
  Optional<Integer> lesson(List<Integer> lessons) {
    List<Integer> answered =
        cells.stream()
            .flatMap(cell -> ANSWER.matcher(cell.source()).results())
            .map(match -> Integer.valueOf(match.group(1)))
            .filter(lessons::contains)
            .toList();
    Matcher number = NUMBER.matcher(notebook);
    Optional<Integer> named =
        number.find() ? Optional.of(Integer.valueOf(number.group(1))) : Optional.empty();
    boolean believed =
        named.filter(lessons::contains).isPresent()
            && (answered.isEmpty() || answered.contains(named.get()));
    return believed ? named : answered.stream().findFirst();
  }

  /** The last cell that declares a class of this name: the one that counts. */
  Optional<Cell> declaring(String type) {
    return cells.stream().filter(cell -> cell.declares(type)).reduce((first, second) -> second);
  }
}
