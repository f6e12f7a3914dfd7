package cnnbook.grading;

import cnnbook.UserError;
import java.util.List;

/**
 * Whose notebooks are graded again that are graded already and have not changed.
 *
 * @param everybody all of them
 * @param students these, if not all
 */
public record Regrade(boolean everybody, List<String> students) {
  /** What has not changed is not graded again. */
  public static final Regrade NOBODY = new Regrade(false, List.of());

  boolean covers(String student) {
    return everybody || students.contains(student);
  }

  /**
   * Makes sure that there is something to grade again.
   *
   * @throws UserError if a student has handed in nothing
   */
  void require(Inbox inbox) {
    List<String> known = inbox.notebooks().stream().map(HandedIn::student).distinct().toList();
    for (String student : students) {
      if (!known.contains(student)) {
        throw UserError.usage(
            "there is no notebook of a student \"%s\"".formatted(student),
            "Names are those in grades.csv; the first here is \"%s\".".formatted(known.get(0)));
      }
    }
  }
}
