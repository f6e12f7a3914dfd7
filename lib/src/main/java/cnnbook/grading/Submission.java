package cnnbook.grading;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A student's notebook, read without trust: whatever is wrong with it becomes a sentence for its
 * author, never an exception.
 *
 * @param student whose it is
 * @param notebook the file's name without {@code .ipynb}
 * @param cells its code cells, in their order
 * @param trouble why there are no cells; null if there are
 */
record Submission(String student, String notebook, List<Cell> cells, String trouble) {
  /** Bytes that a notebook may have; pictures in its outputs count. */
  private static final long MAX_BYTES = 64L << 20;

  private static final int MAX_CELLS = 2000;
  private static final int MAX_SOURCE = 200_000;

  /**
   * A code cell.
   *
   * @param name what feedback calls it: {@code cell 3 (ex2-1)}
   * @param source its code
   */
  record Cell(String name, String source) {}

  /** Reads a file. */
  static Submission read(String student, Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.ipynb$", "");
    try {
      if (Files.size(file) > MAX_BYTES) {
        return none(
            student,
            name,
            "the notebook has %d MB, at most %d are read: clear its outputs and hand it in again"
                .formatted(Files.size(file) >> 20, MAX_BYTES >> 20));
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return new Submission(student, name, cells(JsonParser.parseString(text)), null);
    } catch (CharacterCodingException e) {
      return none(student, name, "the file is not text in UTF-8: hand in the notebook's file");
    } catch (JsonParseException | IllegalStateException | StackOverflowError e) {
      return none(
          student,
          name,
          "the file is no notebook, or damaged: save it in Jupyter and hand it in again");
    } catch (IOException e) {
      return none(student, name, "the file cannot be read: " + e.getMessage());
    }
  }

  private static Submission none(String student, String notebook, String trouble) {
    return new Submission(student, notebook, List.of(), trouble);
  }

  private static List<Cell> cells(JsonElement json) {
    if (!json.isJsonObject() || !json.getAsJsonObject().has("cells")) {
      throw new IllegalStateException("no cells");
    }
    List<Cell> cells = new ArrayList<>();
    JsonArray all = json.getAsJsonObject().getAsJsonArray("cells");
    for (int i = 0; i < Math.min(MAX_CELLS, all.size()); i++) {
      if (all.get(i).isJsonObject()) {
        JsonObject cell = all.get(i).getAsJsonObject();
        String source = source(cell.get("source"));
        if (is(cell, "cell_type", "code") && !source.isBlank() && source.length() < MAX_SOURCE) {
          cells.add(new Cell("cell " + (i + 1), source));
        }
      }
    }
    return cells;
  }

  private static boolean is(JsonObject cell, String key, String value) {
    JsonElement element = cell.get(key);
    return element != null && element.isJsonPrimitive() && element.getAsString().equals(value);
  }

  /** One string, or one for each line. */
  private static String source(JsonElement source) {
    StringBuilder text = new StringBuilder();
    if (source != null && source.isJsonPrimitive()) {
      text.append(source.getAsString());
    } else if (source != null && source.isJsonArray()) {
      for (JsonElement line : source.getAsJsonArray()) {
        text.append(line.isJsonPrimitive() ? line.getAsString() : "");
      }
    }
    return text.toString();
  }
}
