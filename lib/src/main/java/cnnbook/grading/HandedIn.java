package cnnbook.grading;

import java.nio.file.Path;

/**
 * A notebook as it was handed in.
 *
 * @param student whose it is
 * @param notebook the file's name without {@code .ipynb}
 * @param file where it can be read; null if it cannot
 * @param trouble why it cannot be read, for its author; null if it can
 */
record HandedIn(String student, String notebook, Path file, String trouble) {
  Submission read() {
    return trouble == null
        ? SubmissionReader.read(student, notebook, file)
        : Submission.none(student, notebook, trouble);
  }
}
