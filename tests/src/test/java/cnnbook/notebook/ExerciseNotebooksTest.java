package cnnbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import cnnbook.Home;
import cnnbook.exercises.Catalogue;
import cnnbook.exercises.remote.Solution;
import cnnbook.exercises.tests.TestResult;
import cnnbook.exercises.tests.TestRun;
import cnnbook.kernel.CellError;
import cnnbook.kernel.Session;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is true of every notebook with solutions, and of the one that is made of it. */
class ExerciseNotebooksTest {
  private static final Path BOOK = Home.root();

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

  static Stream<Path> solutions() throws IOException {
    try (Stream<Path> files = Files.list(BOOK.resolve("solutions"))) {
      return files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList().stream();
    }
  }

  @BeforeEach
  void capture() {
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(complaints, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void release() {
    System.setOut(out);
    System.setErr(err);
  }

  @Test
  void exercisesAreUpToDate() {
    assertThat(ExerciseFolder.of(BOOK).stale()).as("run ./cnnbook exercises generate").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("solutions")
  void stubsRunAndEarnNothingAndSolutionsEarnEverything(Path solutions) throws CellError {
    Notebook stubs = Notebook.read(BOOK.resolve("exercises").resolve(solutions.getFileName()));
    try (Session session = Session.open()) {
      run(session, stubs, 0);
      for (Catalogue.Entry exercise : exercisesOf(solutions)) {
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("Exercise " + exercise.id());
        assertThat(hidden(session, exercise)).noneMatch(TestResult::passed);
      }
      run(session, Notebook.read(solutions), 1);
      for (Catalogue.Entry exercise : exercisesOf(solutions)) {
        assertThat(hidden(session, exercise))
            .isNotEmpty()
            .allSatisfy(result -> assertThat(result.thrown()).as(result.name()).isNull());
      }
    }
    // For nbgrader anything there means no points.
    assertThat(complaints.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  /** Evaluates all cells; each check must end in this share of the points. */
  private static void run(Session session, Notebook notebook, double share) throws CellError {
    for (Notebook.Cell cell : notebook.codeCells()) {
      Object value = session.evaluate(cell.source(), cell.id());
      if (cell.id().endsWith("-check")) {
        String id = cell.id().replaceAll("ex(\\d+)-(\\d+)-check", "$1.$2");
        assertThat(value).as(cell.id()).isEqualTo(share * Catalogue.find(id).about().points());
      }
    }
  }

  private static List<TestResult> hidden(Session session, Catalogue.Entry exercise)
      throws CellError {
    Object answer = session.evaluate("new " + exercise.answer() + "()");
    Object solution = Solution.local(exercise.contract(), answer);
    return new TestRun(() -> solution, test -> new Random(7)).of(exercise.hiddenTests());
  }

  @ParameterizedTest
  @MethodSource("solutions")
  void everyExerciseOfTheLessonHasItsCells(Path solutions) {
    List<String> ids =
        Notebook.read(solutions).cells().stream()
            .map(Notebook.Cell::id)
            .filter(id -> id.matches("ex\\d+-\\d+(-text|-check)?"))
            .toList();
    List<String> expected = new ArrayList<>();
    for (Catalogue.Entry exercise : exercisesOf(solutions)) {
      String id = "ex" + exercise.id().replace('.', '-');
      expected.addAll(List.of(id + "-text", id, id + "-check"));
    }
    assertThat(ids).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("solutions")
  void textsNameThePointsAndTheTime(Path solutions) {
    Notebook notebook = Notebook.read(solutions);
    for (Catalogue.Entry exercise : exercisesOf(solutions)) {
      String id = "ex" + exercise.id().replace('.', '-') + "-text";
      String text =
          notebook.cells().stream()
              .filter(c -> c.id().equals(id))
              .findFirst()
              .orElseThrow()
              .source();
      assertThat(text)
          .startsWith("## " + exercise.id() + " ")
          .contains(
              "**%d points, about %d minutes.**"
                  .formatted(exercise.about().points(), exercise.about().minutes()));
    }
  }

  @ParameterizedTest
  @MethodSource("solutions")
  void notebookIsCanonicalAndNamedLikeItsLesson(Path solutions) throws IOException {
    String text = Files.readString(solutions);
    assertThat(text).isEqualTo(CanonicalJson.of(JsonParser.parseString(text).getAsJsonObject()));
    String number = solutions.getFileName().toString().substring(0, 3);
    try (Stream<Path> lessons = Files.list(BOOK.resolve("notebooks"))) {
      assertThat(lessons.filter(lesson -> lesson.getFileName().toString().startsWith(number)))
          .allMatch(lesson -> lesson.getFileName().equals(solutions.getFileName()));
    }
    assertThat(Notebook.read(solutions).codeCells().stream().flatMap(c -> c.source().lines()))
        .allMatch(line -> line.length() <= 110, "at most 110 characters");
  }

  @ParameterizedTest
  @MethodSource("solutions")
  void noLineOfASolutionIsLeft(Path solutions) throws IOException {
    Path exercise = BOOK.resolve("exercises").resolve(solutions.getFileName());
    String left = Files.readString(exercise);
    List<String> lines = SolutionLines.of(Notebook.read(solutions));
    assertThat(lines).isNotEmpty();
    assertThat(lines).noneMatch(line -> left.contains(SolutionLines.inJson(line)));
    assertThat(left).doesNotContain("BEGIN SOLUTION", "END SOLUTION", "cnnbook.solutions");
  }

  @ParameterizedTest
  @MethodSource("solutions")
  void exercisesLinkToTheirLesson(Path solutions) {
    assertThat(Notebook.read(solutions).cells().get(0).source())
        .contains("](../notebooks/" + solutions.getFileName() + ")");
  }

  @Test
  void everyExerciseIsInANotebook() throws IOException {
    List<Integer> lessons = solutions().map(ExerciseNotebooksTest::lessonOf).toList();
    assertThat(Catalogue.all().stream().map(Catalogue.Entry::lesson).distinct())
        .containsExactlyElementsOf(lessons);
  }

  private static List<Catalogue.Entry> exercisesOf(Path solutions) {
    int lesson = lessonOf(solutions);
    return Catalogue.all().stream().filter(exercise -> exercise.lesson() == lesson).toList();
  }

  private static int lessonOf(Path solutions) {
    return Integer.parseInt(solutions.getFileName().toString().substring(0, 2));
  }
}
