package cnnbook.notebook;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes small notebooks for tests. */
public final class NotebookFile {
  private final List<Map<String, Object>> cells = new ArrayList<>();

  /** Adds a markdown cell. */
  public NotebookFile text(String id, String source) {
    cells.add(Map.of("cell_type", "markdown", "id", id, "metadata", Map.of(), "source", source));
    return this;
  }

  /** Adds a code cell. */
  public NotebookFile code(String id, String source, String... tags) {
    cells.add(
        Map.of(
            "cell_type",
            "code",
            "id",
            id,
            "metadata",
            tags.length == 0 ? Map.of() : Map.of("tags", List.of(tags)),
            "source",
            List.of(source),
            "outputs",
            List.of(),
            "execution_count",
            0));
    return this;
  }

  /** Writes the notebook; says where. */
  public Path write(Path folder, String name) throws IOException {
    Map<String, Object> kernel = Map.of("name", "java", "display_name", "Java", "language", "java");
    Map<String, Object> notebook =
        Map.of(
            "nbformat",
            4,
            "nbformat_minor",
            5,
            "metadata",
            Map.of("kernelspec", kernel),
            "cells",
            cells);
    return Files.writeString(folder.resolve(name + ".ipynb"), new Gson().toJson(notebook));
  }
}
