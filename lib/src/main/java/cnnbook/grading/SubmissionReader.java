package cnnbook.grading;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a notebook value by value; outputs, however large, are passed over. */
final class SubmissionReader {
  /** Bytes that a notebook may have; pictures in its outputs count. */
  static final long MAX_BYTES = 128L << 20;

  private static final int MAX_CELLS = 2000;
  private static final int MAX_SOURCE = 200_000;

  /** Names of cells that may stand in feedback. */
  private static final String PLAIN = "[A-Za-z0-9_-]{1,40}";

  private final JsonReader json;
  private final List<Submission.Cell> cells = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();
  private boolean hasCells;
  private int count;

  private SubmissionReader(Reader text) {
    json = new JsonReader(text);
  }

  /**
   * Reads a file.
   *
   * @param notebook its name as it was handed in, without {@code .ipynb}
   */
  static Submission read(String student, String notebook, Path file) {
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        return Submission.none(
            student,
            notebook,
            "the notebook has %d MB, at most %d are read: clear its outputs and hand it in again"
                .formatted(size >> 20, MAX_BYTES >> 20));
      }
      return read(student, notebook, Files.newInputStream(file));
    } catch (CharacterCodingException e) {
      return Submission.none(
          student, notebook, "the file is not text in UTF-8: hand in the notebook's own file");
    } catch (MalformedJsonException
        | EOFException
        | JsonParseException
        | IllegalStateException
        | NumberFormatException e) {
      return Submission.none(
          student,
          notebook,
          "the file is no notebook, or damaged: save it in Jupyter and hand it in again");
    } catch (IOException e) {
      return Submission.none(student, notebook, "the file cannot be read: " + e.getMessage());
    }
  }

  /**
   * The cells of text, by their names; those without one are left out, and everything of a file
   * that {@link #read} finds trouble with.
   */
  static Map<String, String> texts(Path file) {
    try (Reader text = Files.newBufferedReader(file)) {
      SubmissionReader reader = new SubmissionReader(text);
      reader.notebook();
      return reader.texts;
    } catch (IOException | JsonParseException | IllegalStateException | NumberFormatException e) {
      return Map.of();
    }
  }

  private static Submission read(String student, String notebook, java.io.InputStream in)
      throws IOException {
    // A decoder of its own: the usual one puts marks where the bytes are no text.
    try (Reader text = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder())) {
      SubmissionReader reader = new SubmissionReader(text);
      reader.notebook();
      String trouble = null;
      if (!reader.hasCells) {
        trouble = "the file holds no cells: hand in the notebook that you worked in";
      } else if (reader.cells.isEmpty()) {
        trouble = "the notebook has no cell of code: hand in the notebook that you worked in";
      }
      return new Submission(student, notebook, reader.cells, trouble, reader.notes);
    }
  }

  private void notebook() throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "cells" -> cells();
        case "metadata" -> metadata();
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (json.peek() != JsonToken.END_DOCUMENT) {
      throw new MalformedJsonException("more than one value");
    }
  }

  private void cells() throws IOException {
    if (!hasCells && json.peek() == JsonToken.BEGIN_ARRAY) {
      hasCells = true;
      json.beginArray();
      while (json.hasNext()) {
        cell();
      }
      json.endArray();
    } else {
      json.skipValue();
    }
  }

  private void cell() throws IOException {
    count++;
    if (json.peek() != JsonToken.BEGIN_OBJECT) {
      json.skipValue();
      return;
    }
    String type = "";
    String source = "";
    String id = null;
    String grade = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "cell_type" -> type = text();
        case "source" -> source = source();
        case "id" -> id = text();
        case "metadata" -> grade = member("nbgrader", () -> member("grade_id", this::text));
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (type.equals("code") && !source.isBlank()) {
      add(grade == null ? id : grade, source);
    } else if (type.equals("markdown") && source.length() <= MAX_SOURCE) {
      texts.put(grade == null ? String.valueOf(id) : grade, source);
    }
  }

  private void add(String id, String source) {
    boolean plain = id != null && id.matches(PLAIN);
    String name = "cell " + count + (plain ? " (" + id + ")" : "");
    if (source.length() > MAX_SOURCE) {
      notes.add("%s is longer than %d characters and was left out".formatted(name, MAX_SOURCE));
    } else if (cells.size() >= MAX_CELLS) {
      notes.add("%s was left out: at most %d cells are run".formatted(name, MAX_CELLS));
    } else {
      if (plain && !names.add(id)) {
        notes.add(name + " is there more than once: the last one counts");
      }
      cells.add(new Submission.Cell(name, source));
    }
  }

  /** Says so if the notebook was made with another language. */
  private void metadata() throws IOException {
    String kernel = member("kernelspec", () -> member("language", this::text));
    if (kernel != null && !kernel.isEmpty() && !kernel.equalsIgnoreCase("java")) {
      String known = kernel.matches(PLAIN) ? kernel : "another language";
      notes.add(
          "the notebook's kernel is for "
              + known
              + ": choose Java in Jupyter's menu Kernel, and"
              + " write the answers in Java");
    }
  }

  /** Reads what comes next. */
  @FunctionalInterface
  private interface Next {
    String read() throws IOException;
  }

  /** One member of the object that comes next; null if there is no such member, or no object. */
  private String member(String name, Next next) throws IOException {
    if (json.peek() != JsonToken.BEGIN_OBJECT) {
      json.skipValue();
      return null;
    }
    String value = null;
    json.beginObject();
    while (json.hasNext()) {
      if (json.nextName().equals(name)) {
        value = next.read();
      } else {
        json.skipValue();
      }
    }
    json.endObject();
    return value;
  }

  private String text() throws IOException {
    if (json.peek() == JsonToken.STRING) {
      return json.nextString();
    }
    json.skipValue();
    return "";
  }

  /** One string, or one for each line. */
  private String source() throws IOException {
    if (json.peek() != JsonToken.BEGIN_ARRAY) {
      return text();
    }
    StringBuilder lines = new StringBuilder();
    json.beginArray();
    while (json.hasNext()) {
      lines.append(text());
    }
    json.endArray();
    return lines.toString();
  }
}
