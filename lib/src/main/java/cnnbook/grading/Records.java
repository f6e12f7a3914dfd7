package cnnbook.grading;

import cnnbook.AtomicFile;
import cnnbook.grading.report.FileNames;
import cnnbook.grading.report.Json;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder with a file for each notebook that has been graded, written when it has been: a grading
 * that was stopped goes on where it was.
 */
final class Records {
  private final Path folder;
  private final Stamp stamp;

  /**
   * What a grade depends on beside the notebook. A record with another stamp is out of date.
   *
   * @param book version and checksum of the library and the hidden tests
   * @param secret the secret's fingerprint
   * @param isolation by its name
   */
  record Stamp(String book, String secret, String isolation) {}

  private record Entry(Stamp stamp, SubmissionGrade grade) {}

  Records(Path folder, Stamp stamp) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.stamp = stamp;
  }

  Stamp stamp() {
    return stamp;
  }

  /** The record of a notebook with these bytes, if there is one that is up to date. */
  Optional<SubmissionGrade> find(String student, String notebook, String hash) {
    Path file = file(student, notebook);
    try {
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      Entry entry = Json.GSON.fromJson(Files.readString(file), Entry.class);
      return Optional.ofNullable(entry)
          .filter(e -> stamp.equals(e.stamp()) && hash.equals(e.grade().hash()))
          .map(Entry::grade);
    } catch (IOException | JsonParseException e) {
      // What cannot be read is graded again.
      return Optional.empty();
    }
  }

  void keep(SubmissionGrade grade) {
    Path file = file(grade.student(), grade.notebook());
    AtomicFile.write(file, Json.text(new Entry(stamp, grade)));
  }

  private Path file(String student, String notebook) {
    return folder.resolve(FileNames.unique(student + "/" + notebook) + ".json");
  }
}
