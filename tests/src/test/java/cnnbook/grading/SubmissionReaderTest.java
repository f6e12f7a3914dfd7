package cnnbook.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionReaderTest {
  private static final List<Integer> LESSONS = List.of(2, 3);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"cells\": [",
        "[]",
        "{} {}",
        "1",
        "print(1)",
        "{\"cells\": [{\"source\": NaN, }]}",
        "<html></html>"
      })
  void whatIsNoNotebookSaysSo(String text) throws IOException {
    assertThat(read(text).trouble()).contains("no notebook, or damaged");
  }

  @Test
  void damageOfManyKindsIsNeverAnException() throws IOException {
    assertThat(read("[".repeat(1_000_000)).trouble()).contains("no notebook");
    assertThat(read("{\"cells\": " + "[".repeat(1_000_000)).trouble()).contains("no notebook");
    Path latin = Files.write(folder.resolve("x"), new byte[] {'"', (byte) 0xe9, '"'});
    assertThat(SubmissionReader.read("ada", "x", latin).trouble()).contains("not text in UTF-8");
    assertThat(SubmissionReader.read("ada", "x", folder.resolve("gone")).trouble())
        .contains("cannot be read");
  }

  @Test
  void aNotebookWithoutCodeSaysSo() throws IOException {
    assertThat(read("{}").trouble()).contains("holds no cells");
    assertThat(read("{\"cells\": 5}").trouble()).contains("holds no cells");
    assertThat(read("{\"cells\": [null, 5, {\"cell_type\": \"markdown\", \"source\": \"x\"}]}"))
        .extracting(Submission::trouble)
        .asString()
        .contains("no cell of code");
  }

  @Test
  void cellsOfEveryFormAreRead() throws IOException {
    Submission submission =
        read(
            """
            {"cells": [
              {"cell_type": "code", "source": ["int a;\\n", 5, "int b;"], "id": "one"},
              {"source": "int c;", "cell_type": "code", "outputs": [{"data": [[[{}]]]}],
               "metadata": {"nbgrader": {"points": 3, "grade_id": "ex2-1"}}, "id": "two"},
              {"cell_type": "code", "source": "int d;", "id": "<script>", "metadata": []},
              {"cell_type": "code", "source": "int e;", "id": "one"}],
             "metadata": {"kernelspec": {"language": "python", "name": "python3"}}}
            """);
    assertThat(submission.cells())
        .containsExactly(
            new Submission.Cell("cell 1 (one)", "int a;\nint b;"),
            new Submission.Cell("cell 2 (ex2-1)", "int c;"),
            new Submission.Cell("cell 3", "int d;"),
            new Submission.Cell("cell 4 (one)", "int e;"));
    assertThat(submission.notes())
        .hasSize(2)
        .anyMatch(note -> note.startsWith("cell 4 (one) is there more than once"))
        .anyMatch(note -> note.startsWith("the notebook's kernel is for python"));
  }

  @Test
  void outputsOfAHundredMegabytesAreNoTrouble() throws IOException {
    Path file = folder.resolve("huge");
    try (var out = Files.newBufferedWriter(file)) {
      out.write("{\"cells\": [{\"cell_type\": \"code\", \"outputs\": [\"");
      for (int i = 0; i < 100; i++) {
        out.write("x".repeat(1 << 20));
      }
      out.write("\"], \"source\": \"int a;\"}]}");
    }
    assertThat(SubmissionReader.read("ada", "02-x", file).cells()).hasSize(1);
    try (var channel =
        java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
      channel.position(SubmissionReader.MAX_BYTES).write(java.nio.ByteBuffer.wrap(new byte[1]));
    }
    assertThat(SubmissionReader.read("ada", "02-x", file).trouble()).contains("clear its outputs");
  }

  @Test
  void theLessonIsToldByTheNameOrByTheClasses() {
    assertThat(lesson("02-x", "class Ex2_1 {}")).isEqualTo(2);
    assertThat(lesson("02-x", "")).isEqualTo(2);
    assertThat(lesson("2 (1)", "")).isEqualTo(2);
    assertThat(lesson("homework", "public  class Ex3_2 {}")).isEqualTo(3);
    assertThat(lesson("02-x", "class Ex3_2 {}")).isEqualTo(3);
    assertThat(lesson("17-x", "class Ex3_2 {}")).isEqualTo(3);
    assertThat(lesson("02-x", "class Ex3_2 {} class Ex2_1 {}")).isEqualTo(2);
    assertThat(lesson("homework", "class Ex17_1 {}")).isZero();
    assertThat(lesson("2024-x", "")).isZero();
  }

  private static int lesson(String notebook, String source) {
    List<Submission.Cell> cells = List.of(new Submission.Cell("cell 1", source));
    return new Submission("ada", notebook, cells, null, List.of()).lesson(LESSONS).orElse(0);
  }

  private Submission read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("x"), text, StandardCharsets.UTF_8);
    return SubmissionReader.read("ada", "02-x", file);
  }
}
