package cnnbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cnnbook.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SelectionTest {
  @TempDir private Path lessons;

  @BeforeEach
  void threeLessons() throws IOException {
    for (String name : List.of("14-resnet", "09-lenet", "15-residual-gradient-flow")) {
      new NotebookFile().write(lessons, name);
    }
    Files.writeString(lessons.resolve("glossary.md"), "no notebook");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet", "09", "9", "09-lenet", "09-lenet.ipynb"})
  void aLessonHasManyNames(String name) {
    assertThat(Selection.of(lessons, List.of(name)))
        .containsExactly(lessons.resolve("09-lenet.ipynb"));
  }

  @Test
  void noNameMeansAllInTheOrderOfTheirNumbers() {
    assertThat(Selection.of(lessons, List.of()))
        .extracting(Notebook::nameOf)
        .containsExactly("09-lenet", "14-resnet", "15-residual-gradient-flow");
  }

  @Test
  void namesKeepTheirOrderAndCountOnce() {
    assertThat(Selection.of(lessons, List.of("resnet", "09", "14")))
        .extracting(Notebook::nameOf)
        .containsExactly("14-resnet", "09-lenet");
  }

  @Test
  void aNameThatIsNearlyRightIsAnsweredWithTheRightOne() {
    assertThat(remedyFor("lenett")).isEqualTo("Did you mean 09-lenet?");
    assertThat(remedyFor("residual")).isEqualTo("Did you mean 15-residual-gradient-flow?");
  }

  @Test
  void aNameThatMeansNothingIsAnsweredWithAll() {
    assertThat(remedyFor("transformer"))
        .isEqualTo("There are: 09-lenet, 14-resnet, 15-residual-gradient-flow.");
  }

  @Test
  void aMissingFileIsWrongUsage() {
    assertThat(errorFor("elsewhere/none.ipynb"))
        .hasMessage("there is no file elsewhere/none.ipynb");
  }

  @Test
  void twoFilesOfOneNameAreRefused() throws IOException {
    Path other = Files.createDirectory(lessons.resolve("other"));
    Path twin = new NotebookFile().write(other, "09-lenet");
    assertThatThrownBy(() -> Selection.of(lessons, List.of("lenet", twin.toString())))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("two notebooks are called 09-lenet");
  }

  private String remedyFor(String name) {
    return errorFor(name).remedy();
  }

  private UserError errorFor(String name) {
    try {
      Selection.of(lessons, List.of(name));
    } catch (UserError e) {
      assertThat(e.exitCode()).isEqualTo(2);
      return e;
    }
    throw new AssertionError(name + " was accepted");
  }
}
