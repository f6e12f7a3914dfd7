package cnnbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cnnbook.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NotebookTest {
  @TempDir private Path folder;

  @Test
  void cellsKeepTheirOrderIdsTagsAndSource() throws IOException {
    Path file =
        new NotebookFile()
            .text("intro", "Some words\n\n# The title\n\n## Not this")
            .code("one", "int a = 1;\nint b;", "volatile", "x")
            .code("blank", "  \n")
            .write(folder, "01-first");

    Notebook notebook = Notebook.read(file);

    assertThat(notebook.name()).isEqualTo("01-first");
    assertThat(notebook.title()).isEqualTo("The title");
    assertThat(notebook.cells())
        .extracting(Notebook.Cell::id)
        .containsExactly("intro", "one", "blank");
    assertThat(notebook.codeCells()).extracting(Notebook.Cell::id).containsExactly("one");
    assertThat(notebook.cells().get(1).source()).isEqualTo("int a = 1;\nint b;");
    assertThat(notebook.cells().get(1).tags()).containsExactlyInAnyOrder("volatile", "x");
  }

  @Test
  void aSourceMayBeOneStringAndACellMayHaveNoId() throws IOException {
    Path file =
        write(
            """
            {"nbformat": 4, "nbformat_minor": 2, "metadata": {},
             "cells": [{"cell_type": "code", "metadata": {}, "source": "1 + 1"}]}
            """);

    assertThat(Notebook.read(file).codeCells().get(0))
        .returns("cell-0", Notebook.Cell::id)
        .returns("1 + 1", Notebook.Cell::source);
  }

  @Test
  void aMissingFileIsWrongUsage() {
    assertThatThrownBy(() -> Notebook.read(folder.resolve("none.ipynb")))
        .isInstanceOfSatisfying(UserError.class, e -> assertThat(e.exitCode()).isEqualTo(2))
        .hasMessageContaining("none.ipynb");
  }

  @Test
  void whatIsNoJsonIsSaidToBeNone() throws IOException {
    failsWith(write("{\"nbformat\": 4, "), "is not JSON");
    failsWith(write("PK\u0003\u0004"), "is not JSON", "is JSON but no notebook");
  }

  @Test
  void bytesThatAreNoUtf8AreNoJson() throws IOException {
    Path file = Files.write(folder.resolve("bytes.ipynb"), new byte[] {(byte) 0xC3, 0x28});
    failsWith(file, "is not JSON");
  }

  @Test
  void jsonThatIsNoNotebookIsSaidToBeNone() throws IOException {
    failsWith(write("[1, 2]"), "no notebook");
    failsWith(write("{}"), "it has no nbformat");
    failsWith(write("{\"nbformat\": 4}"), "is not a notebook");
    failsWith(write("{\"nbformat\": 4, \"cells\": [3]}"), "is not a notebook");
    failsWith(write("{\"nbformat\": 4, \"cells\": {}}"), "is not a notebook");
  }

  @Test
  void anOldFormatIsNamed() throws IOException {
    failsWith(write("{\"nbformat\": 3, \"worksheets\": []}"), "is in nbformat 3, expected 4");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("file.ipynb"), text);
  }

  private static void failsWith(Path file, String... oneOf) {
    assertThatThrownBy(() -> Notebook.read(file))
        .isInstanceOfSatisfying(UserError.class, e -> assertThat(e.exitCode()).isEqualTo(1))
        .satisfies(e -> assertThat(oneOf).anyMatch(e.getMessage()::contains))
        .hasMessageContaining(file.getFileName().toString());
  }
}
