package cnnbook.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cnnbook.exercises.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraderTest {
  private static final Inputs INPUTS = new Inputs(new byte[] {1, 2, 3});
  private static final String IMPORTS = Answers.IMPORTS;
  private static final String RIGHT = Answers.crossCorrelation("Ex2_1");

  @TempDir private Path folder;

  @BeforeAll
  static void needsIsolation() {
    Optional<String> trouble = Isolation.BUBBLEWRAP.trouble();
    assumeTrue(trouble.isEmpty(), () -> "bubblewrap does not work here: " + trouble.orElse(""));
  }

  @Test
  void aRightAnswerEarnsEveryPoint() {
    String check = "Check.exercise(\"2.1\", new Ex2_1())";
    ExerciseGrade grade = grade(Notebooks.submission(IMPORTS, RIGHT, check));
    assertThat(grade.earned()).isEqualTo(grade.points()).isEqualTo(6);
  }

  @Test
  void aWrongAnswerEarnsWhatItGetsRight() {
    String wrong =
        RIGHT.replace("int stride, int padding) {", "int step, int padding) { int stride = 1;");
    assertThat(wrong).isNotEqualTo(RIGHT);
    ExerciseGrade grade = grade(Notebooks.submission(IMPORTS, wrong));
    assertThat(grade.tests())
        .filteredOn(t -> t.earned() == 0)
        .hasSize(1)
        .allSatisfy(
            test -> {
              assertThat(test.name()).startsWith("strideSkips");
              assertThat(test.message()).isEqualTo("a wrong result");
            });
  }

  @Test
  void cellsThatFailDoNotTakeTheOthersWithThem() {
    Submission submission =
        Notebooks.submission(IMPORTS, "int x = y;", "Runtime.getRuntime().halt(3);", RIGHT);
    try (Grader grader = grader(submission)) {
      assertThat(grader.grade(List.of(Catalogue.find("2.1"))).get(0).earned()).isEqualTo(6);
      assertThat(grader.failedCells())
          .extracting(SubmissionGrade.FailedCell::cell)
          .containsExactly("cell 2", "cell 3");
      assertThat(grader.failedCells().get(1).message()).startsWith("cell 3 ended the process");
    }
  }

  @Test
  void aForbiddenUseEarnsNothingAndSaysWhere() {
    String forbidden = RIGHT.replace("double sum = 0;", "double sum = 0;\ncnnbook.ops.ReluOp op;");
    assertThat(forbidden).isNotEqualTo(RIGHT);
    ExerciseGrade grade = grade(Notebooks.submission(IMPORTS, forbidden));
    assertThat(grade.earned()).isZero();
    assertThat(grade.trouble())
        .matches("line \\d+ of cell 2 uses cnnbook.ops.ReluOp, and .* without cnnbook.ops");
  }

  @Test
  void cellsInAWrongOrderAndWithoutImportsAreGradedAndNoted() {
    String helper = "Tensor help(Tensor x) { return x; }";
    String answer = RIGHT.replace("return out;", "return help(out);");
    try (Grader grader = grader(Notebooks.submission(answer, helper))) {
      assertThat(grader.grade(List.of(Catalogue.find("2.1"))).get(0).earned()).isEqualTo(6);
      assertThat(grader.notes()).first().asString().startsWith("cell 1 ran only after all others");
      assertThat(grader.failedCells()).isEmpty();
    }
  }

  @Test
  void anAnswerThatIsMissingOrBrokenSaysSo() {
    ExerciseGrade missing = grade(Notebooks.submission(IMPORTS, "int a;"));
    assertThat(missing.tests())
        .allMatch(test -> test.message().equals("no cell declares the class Ex2_1"));
    ExerciseGrade broken = grade(Notebooks.submission(IMPORTS, RIGHT.replace("return out;", "")));
    assertThat(broken.tests())
        .allMatch(test -> test.message().startsWith("cell 2, which declares Ex2_1, failed: line "));
    String stub = "throw new UnsupportedOperationException(\"exercise 2.1\");";
    ExerciseGrade undone = grade(Notebooks.submission(IMPORTS, Attack.answer(stub)));
    assertThat(undone.tests()).allMatch(test -> test.message().startsWith("not done yet"));
  }

  @Test
  void whatIsNoNotebookEarnsNothingAndSaysWhy() throws IOException {
    Path file = Files.writeString(folder.resolve("02-x.ipynb"), "{\"cells\": [");
    Submission broken = SubmissionReader.read("ada", "02-x", file);
    assertThat(broken.trouble()).contains("no notebook, or damaged");
    ExerciseGrade grade = grade(broken);
    assertThat(grade.earned()).isZero();
    assertThat(grade.points()).isEqualTo(6);
    Files.writeString(file, Notebooks.json("1", "2"));
    assertThat(SubmissionReader.read("ada", "02-x", file).cells())
        .extracting(Submission.Cell::source)
        .containsExactly("1", "2");
  }

  private static ExerciseGrade grade(Submission submission) {
    try (Grader grader = grader(submission)) {
      return grader.grade(List.of(Catalogue.find("2.1"))).get(0);
    }
  }

  private static Grader grader(Submission submission) {
    return new Grader(submission, Isolation.BUBBLEWRAP, 0, Limits.usual(), INPUTS);
  }
}
