package cnnbook.notebook;

import cnnbook.UserError;
import cnnbook.exercises.Catalogue;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes of a notebook with solutions the one that students get. Each cell is built anew from what
 * may be passed on, so that nothing else can slip through.
 *
 * <p>An exercise 3.2 has a text cell {@code ex3-2-text}, an answer cell {@code ex3-2} and a check
 * cell {@code ex3-2-check}; one that is answered in words and marked by hand has the text and a
 * markdown answer, which goes as a whole.
 */
final class ExerciseNotebook {
  static final String WRITE_HERE = "*Your answer: replace this line.*";

  private static final String CHECK = "-check";
  private static final List<String> METADATA = List.of("tags", "nbgrader");

  private final Path solutions;
  private final Set<String> ids = new HashSet<>();
  private String where = "";

  private ExerciseNotebook(Path solutions) {
    this.solutions = solutions;
  }

  /**
   * The text of the students' notebook.
   *
   * @param solutions the notebook with the solutions
   * @throws UserError if it is no notebook, or not as described above; names the cell
   */
  static String of(Path solutions) {
    Notebook.read(solutions);
    ExerciseNotebook made = new ExerciseNotebook(solutions);
    try {
      return CanonicalJson.of(
          made.notebook(JsonParser.parseString(Files.readString(solutions)).getAsJsonObject()));
    } catch (IllegalArgumentException e) {
      throw made.wrong(e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonObject notebook(JsonObject root) {
    JsonArray cells = new JsonArray();
    for (JsonElement cell : root.getAsJsonArray("cells")) {
      cells.add(cell(cell.getAsJsonObject()));
    }
    JsonObject made = new JsonObject();
    made.add("cells", cells);
    made.add("metadata", root.get("metadata"));
    made.add("nbformat", root.get("nbformat"));
    made.add("nbformat_minor", root.get("nbformat_minor"));
    return made;
  }

  private JsonObject cell(JsonObject original) {
    where = original.has("id") ? original.get("id").getAsString() : "";
    require(ids.add(where), "the cell needs an id of its own");
    require(isEmpty(original.get("outputs")), "clear its outputs");
    require(isEmpty(original.get("attachments")), "attachments are not passed on: draw by code");
    JsonObject cell = new JsonObject();
    cell.add("id", original.get("id"));
    cell.add("cell_type", original.get("cell_type"));
    cell.add("metadata", metadata(original.getAsJsonObject("metadata")));
    cell.addProperty("source", source(original));
    if (cell.get("cell_type").getAsString().equals("code")) {
      cell.add("execution_count", null);
      cell.add("outputs", new JsonArray());
    }
    if (NbgraderCell.is(cell)) {
      new NbgraderCell(cell).seal();
    }
    return cell;
  }

  private static JsonObject metadata(JsonObject original) {
    JsonObject metadata = new JsonObject();
    METADATA.stream()
        .filter(original::has)
        .forEach(name -> metadata.add(name, original.get(name).deepCopy()));
    return metadata;
  }

  private String source(JsonObject original) {
    if (NbgraderCell.is(original)) {
      NbgraderCell cell = new NbgraderCell(original);
      require(cell.schema() == NbgraderCell.SCHEMA, "nbgrader's schema is 3 here");
      require(cell.id().equals(where), "its grade_id is " + cell.id());
      if (cell.type().equals("code")) {
        requireRole(cell);
      }
      if (cell.solution()) {
        return cell.type().equals("code") ? stub(cell) : WRITE_HERE;
      }
    }
    String source = Notebook.text(original.get("source"));
    require(!source.contains("BEGIN SOLUTION"), "a solution in a cell that is no answer cell");
    return source;
  }

  /** A cell of code is an answer, a check, or shows something. */
  private void requireRole(NbgraderCell cell) {
    if (cell.grade()) {
      require(where.endsWith(CHECK) && !cell.solution(), "a cell that is graded ends in -check");
      Catalogue.Entry exercise = exercise(where.substring(0, where.length() - CHECK.length()));
      require(cell.points() == exercise.about().points(), "it is worth " + cell.points());
      // With a semicolon our kernel shows no value, and nbgrader would give all points.
      require(
          cell.source()
              .equals(
                  "Check.exercise(\"%s\", new %s())".formatted(exercise.id(), exercise.answer())),
          "a check is Check.exercise(\"3.2\", new Ex3_2()), without a semicolon");
    }
  }

  private String stub(NbgraderCell cell) {
    Catalogue.Entry exercise = exercise(where);
    String head =
        "class %s implements %s {"
            .formatted(exercise.answer(), exercise.contract().getSimpleName());
    require(cell.source().contains(head), "it must declare " + head);
    return Stub.of(cell.source(), exercise.id());
  }

  private Catalogue.Entry exercise(String cell) {
    require(cell.matches("ex\\d+-\\d+"), "its id must be like ex3-2 or ex3-2-check");
    return Catalogue.find(cell.substring(2).replace('-', '.'));
  }

  private static boolean isEmpty(JsonElement element) {
    return element == null
        || element.isJsonArray() && element.getAsJsonArray().isEmpty()
        || element.isJsonObject() && element.getAsJsonObject().isEmpty();
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw wrong(message);
    }
  }

  private UserError wrong(String message) {
    return UserError.failed(
        "%s, cell %s: %s".formatted(solutions.getFileName(), where, message),
        "Mend the cell in solutions/" + solutions.getFileName() + ".");
  }
}
