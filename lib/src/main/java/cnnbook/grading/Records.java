package cnnbook.grading;

import cnnbook.AtomicFile;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A folder with a file for each notebook that has been graded, written when it has been: a grading
 * that was stopped goes on where it was.
 */
final class Records {
  static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private static final int NAME = 60;
  private static final int MARK = 8;

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
      Entry entry = GSON.fromJson(Files.readString(file), Entry.class);
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
    AtomicFile.write(file, GSON.toJson(new Entry(stamp, grade)) + "\n");
  }

  private Path file(String student, String notebook) {
    return folder.resolve(fileName(student + "/" + notebook) + ".json");
  }

  /** A file name for any text: readable, and never the same for two texts. */
  static String fileName(String text) {
    String plain = text.replaceAll("[^\\p{L}\\p{N}_-]+", "_");
    String mark = DigestUtils.sha256Hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, MARK);
    return plain.substring(0, Math.min(NAME, plain.length())) + "-" + mark;
  }
}
