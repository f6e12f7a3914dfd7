package cnnbook.grading.report;

import cnnbook.UserError;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What somebody wrote, as far as it is reported on: a member of {@code submissions.json}.
 *
 * @param lesson 0 if unknown
 * @param submitted when, as ISO 8601 in UTC: the file's time; empty if unknown
 * @param words answers in words, by cell
 * @param code the cells that declare an answer, by exercise
 */
public record Submitted(
    String student,
    String notebook,
    int lesson,
    String submitted,
    Map<String, String> words,
    Map<String, String> code) {
  /** Its name in the folder of the results. */
  public static final String FILE = "submissions.json";

  static List<Submitted> read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return Json.GSON.fromJson(Files.readString(file), new TypeToken<List<Submitted>>() {});
    } catch (IOException | JsonParseException e) {
      throw UserError.missing(
          file + " cannot be read: " + e.getMessage(), "Grade first: ./cnnbook grade.");
    }
  }

  /** When it was handed in; null if unknown. */
  Instant time() {
    return submitted.isEmpty() ? null : Instant.parse(submitted);
  }
}
