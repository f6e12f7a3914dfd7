package cnnbook.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cnnbook.Home;
import cnnbook.exercises.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EngineExerciseTest {
  static List<Catalogue.Entry> exercises() {
    return Catalogue.all().stream().filter(exercise -> exercise.about().engine()).toList();
  }

  static List<Catalogue.Entry> others() {
    return Catalogue.all().stream().filter(exercise -> !exercise.about().engine()).toList();
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void answerMadeOfDjlEarnsEveryPointInTheSandbox(Catalogue.Entry exercise) throws IOException {
    Optional<String> trouble = Isolation.BUBBLEWRAP.trouble();
    assumeTrue(trouble.isEmpty(), () -> "bubblewrap does not work here: " + trouble.orElse(""));
    String source = source(exercise);
    int begin = source.indexOf("public class");
    Submission submission =
        Notebooks.submission(
            source.substring(source.indexOf("import"), source.indexOf("/**")),
            source
                .substring(begin)
                .replace(exercise.reference().getSimpleName(), exercise.answer()));
    Inputs inputs = new Inputs(new byte[] {1, 2, 3});
    try (Grader grader = new Grader(submission, Isolation.BUBBLEWRAP, 0, Limits.usual(), inputs)) {
      ExerciseGrade grade = grader.grade(List.of(exercise)).get(0);
      assertThat(grade.earned()).isEqualTo(exercise.about().points());
    }
  }

  @ParameterizedTest
  @MethodSource("others")
  void exercisesThatNeedTheEngineSaySo(Catalogue.Entry exercise) throws IOException {
    assertThat(source(exercise)).doesNotContain("import ai.djl", "import cnnbook.models.Djl");
  }

  /** The reference, which a student could have written. */
  private static String source(Catalogue.Entry exercise) throws IOException {
    Path sources = Home.root().resolve("solutions/src/main/java");
    String file = exercise.reference().getName().replace('.', '/') + ".java";
    return Files.readString(sources.resolve(file));
  }
}
