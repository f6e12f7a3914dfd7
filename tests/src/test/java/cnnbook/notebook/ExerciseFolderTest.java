package cnnbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cnnbook.Home;
import cnnbook.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExerciseFolderTest {
  private static final String NAME = "02-cross-correlation.ipynb";

  @TempDir private Path book;
  private Path source;
  private Path made;

  @BeforeEach
  void copyOneNotebook() throws IOException {
    source = Files.createDirectory(book.resolve("solutions")).resolve(NAME);
    made = Files.createDirectory(book.resolve("exercises")).resolve(NAME);
    Files.copy(Home.root().resolve("solutions").resolve(NAME), source);
  }

  @Test
  void generatingTwiceChangesNothingTheSecondTime() {
    assertThat(folder().generate()).containsExactly(NAME);
    assertThat(made).exists();
    assertThat(folder().stale()).isEmpty();
    assertThat(folder().generate()).isEmpty();
  }

  @Test
  void everyChangeOnEitherSideIsNoticed() throws IOException {
    folder().generate();
    String text = Files.readString(made);
    Files.writeString(made, text.replace("Your code goes here", "Here"));
    assertThat(folder().stale()).containsExactly(NAME);
    Files.writeString(made, text);
    Files.writeString(source, Files.readString(source).replace("The kernel is not turned", "No"));
    assertThat(folder().stale()).containsExactly(NAME);
    Files.delete(source);
    assertThat(folder().generate()).containsExactly(NAME);
    assertThat(made).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "outputs": []         | "outputs": [{}]           | clear its outputs
          "points": 6           | "points": 5               | it is worth 5.0
          new Ex2_1())"         | new Ex2_1());"            | without a semicolon
          class Ex2_1 impl      | class Ex2 impl            | it must declare class Ex2_1
          "id": "ex2-1",        | "id": "ex2-2",            | grade_id is ex2-1
          "id": "setup"         | "id": "intro"             | an id of its own
          "schema_version": 3   | "schema_version": 2       | schema is 3
          // END SOLUTION       | // END                    | without // END SOLUTION
          import cnnbook.tensor | // BEGIN SOLUTION         | that is no answer cell
          """)
  void whatCouldLeakOrMislabelIsRefused(String good, String bad, String message)
      throws IOException {
    String text = Files.readString(source);
    assertThat(text).contains(good);
    Files.writeString(source, text.replace(good, bad));
    assertThatThrownBy(() -> folder().generate())
        .isInstanceOf(UserError.class)
        .hasMessageContaining(NAME)
        .hasMessageContaining(message);
    assertThat(made).doesNotExist();
  }

  @Test
  void attachmentsAreRefused() throws IOException {
    String text = Files.readString(source);
    Files.writeString(
        source,
        text.replaceFirst(
            "\"cell_type\": \"markdown\"",
            "\"cell_type\": \"markdown\", \"attachments\": {\"a.png\": {}}"));
    assertThatThrownBy(() -> folder().generate()).hasMessageContaining("attachments");
  }

  @Test
  void aBookWithoutSolutionsIsSaidToBeAStudents() throws IOException {
    assertThatThrownBy(() -> ExerciseFolder.of(book.resolve("exercises")))
        .isInstanceOfSatisfying(UserError.class, e -> assertThat(e.exitCode()).isEqualTo(3));
  }

  private ExerciseFolder folder() {
    return ExerciseFolder.of(book);
  }
}
