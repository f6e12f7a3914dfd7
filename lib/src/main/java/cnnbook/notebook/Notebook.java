package cnnbook.notebook;

import cnnbook.UserError;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A notebook as it lies on disk, in nbformat 4 (nbformat.readthedocs.io).
 *
 * @param path the file, absolute
 * @param name the file's name without {@code .ipynb}
 * @param title the first heading of level one, or the name if there is none
 * @param cells all cells in their order
 */
public record Notebook(Path path, String name, String title, List<Cell> cells) {
  private static final String REMEDY = "Open it in Jupyter and save it again, or restore the file.";

  /** One cell; files before nbformat 4.5 have no ids, their cells are called cell-INDEX. */
  public record Cell(int index, String id, String type, String source, Set<String> tags) {
    /** Whether the kernel gets this cell to run. */
    public boolean runs() {
      return type.equals("code") && !source.isBlank();
    }
  }

  public Notebook {
    cells = List.copyOf(cells);
  }

  /**
   * Reads a notebook.
   *
   * @throws UserError with exit code 2 if the file is missing, 1 if it is not a notebook of
   *     nbformat 4
   */
  public static Notebook read(Path path) {
    Path file = path.toAbsolutePath().normalize();
    if (!Files.isRegularFile(file)) {
      throw UserError.usage("there is no notebook " + path, "Check the path.");
    }
    try {
      return parse(file, JsonParser.parseString(Files.readString(file)));
    } catch (CharacterCodingException e) {
      throw UserError.failed(path + " is not JSON: it is not text in UTF-8", REMEDY, e);
    } catch (JsonParseException e) {
      throw UserError.failed(path + " is not JSON: " + firstLine(e), REMEDY, e);
    } catch (IllegalStateException
        | UnsupportedOperationException
        | NullPointerException
        | ClassCastException
        | NumberFormatException e) {
      throw UserError.failed(path + " is not a notebook: " + firstLine(e), REMEDY, e);
    } catch (IOException e) {
      throw UserError.failed("cannot read " + path + ": " + e.getMessage(), "Mend it.", e);
    }
  }

  /** The cells that the kernel runs. */
  public List<Cell> codeCells() {
    return cells.stream().filter(Cell::runs).toList();
  }

  /** The name of a notebook's file without its ending. */
  static String nameOf(Path path) {
    return path.getFileName().toString().replaceFirst("\\.ipynb$", "");
  }

  private static Notebook parse(Path file, JsonElement json) {
    if (!json.isJsonObject() || !json.getAsJsonObject().has("nbformat")) {
      throw UserError.failed(file + " is JSON but no notebook: it has no nbformat", REMEDY);
    }
    JsonObject root = json.getAsJsonObject();
    int format = root.get("nbformat").getAsInt();
    if (format != 4) {
      throw UserError.failed(
          file + " is in nbformat " + format + ", expected 4",
          "Convert it: jupyter nbconvert --to notebook --nbformat 4 " + file.getFileName());
    }
    List<Cell> cells = new ArrayList<>();
    for (JsonElement cell : root.getAsJsonArray("cells")) {
      cells.add(cell(cells.size(), cell.getAsJsonObject()));
    }
    String name = nameOf(file);
    return new Notebook(file, name, title(cells, name), cells);
  }

  private static Cell cell(int index, JsonObject cell) {
    JsonElement id = cell.get("id");
    JsonElement tags = cell.getAsJsonObject("metadata").get("tags");
    return new Cell(
        index,
        id == null ? "cell-" + index : id.getAsString(),
        cell.get("cell_type").getAsString(),
        text(cell.get("source")),
        tags == null
            ? Set.of()
            : StreamSupport.stream(tags.getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsString)
                .collect(Collectors.toUnmodifiableSet()));
  }

  /** A source is one string or an array of lines. */
  static String text(JsonElement source) {
    if (!source.isJsonArray()) {
      return source.getAsString();
    }
    StringBuilder text = new StringBuilder();
    source.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
    return text.toString();
  }

  private static String title(List<Cell> cells, String name) {
    return cells.stream()
        .filter(cell -> cell.type().equals("markdown"))
        .flatMap(cell -> cell.source().lines())
        .filter(line -> line.startsWith("# "))
        .map(line -> line.substring(2).strip())
        .findFirst()
        .orElse(name);
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
