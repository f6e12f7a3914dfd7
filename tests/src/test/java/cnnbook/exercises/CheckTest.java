package cnnbook.exercises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cnnbook.UserError;
import cnnbook.exercises.e02.CrossCorrelation;
import cnnbook.exercises.e08.BatchNormBackward;
import cnnbook.ops.ReluOp;
import cnnbook.solutions.e02.CrossCorrelationReference;
import cnnbook.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a learner sees. */
class CheckTest {
  private static final CrossCorrelation RIGHT = new CrossCorrelationReference();

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

  @BeforeEach
  void capture() {
    check((image, kernel, stride, padding) -> RIGHT.correlate(image, kernel, stride, padding));
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(complaints, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void release() {
    System.setOut(out);
    System.setErr(err);
    assertThat(complaints.size()).as("for nbgrader anything there means no points").isZero();
  }

  @Test
  void aRightAnswerEarnsAllPointsInATable() {
    assertThat(check(RIGHT)).isEqualTo(6);
    assertThat(text())
        .isEqualTo(
            """
            Exercise 2.1: cross-correlation with stride and padding
            to be done without cnnbook.ops, ai.djl

              passed  A kernel of one value scales
              passed  A kernel that does not fit is refused
              passed  Padding lets the kernel hang over the border
              passed  Sobel finds the edges of the lessons image
              passed  Stride skips positions

            5 of 5 public tests passed: 6 of 6 points
            """);
  }

  @Test
  void ofAllCallsThatGoWrongTheSmallestIsShownWithItsShapesFirst() {
    assertThat(check((image, kernel, stride, padding) -> Tensor.zeros(2, 9))).isZero();
    assertThat(text())
        .contains(
            """
            The smallest call that goes wrong (A kernel of one value scales):
              correlate(image, kernel, stride, padding)
                image     [0 50; 0 80]
                kernel    [2]
                stride    1
                padding   0
                expected  the shape (2, 2)
                came      the shape (2, 9)
            """)
        .endsWith("0 of 5 public tests passed: 0 of 6 points\n");
  }

  @Test
  void valuesStandBelowEachOther() {
    check((image, kernel, s, p) -> RIGHT.correlate(image, kernel, s, p).plus(1));
    assertThat(text()).contains("    expected  Tensor (2, 2)\n                  0  100\n");
  }

  @Test
  void anExceptionIsShownWithTheCallThatThrewIt() {
    check(
        (image, kernel, stride, padding) -> {
          throw new IllegalStateException("no idea");
        });
    assertThat(text()).contains("stride    1\n", "threw     IllegalStateException: no idea\n");
  }

  @Test
  void aChangedArgumentIsNamed() {
    check(
        (image, kernel, stride, padding) -> {
          image.set(7, 0, 0);
          return image;
        });
    assertThat(text()).contains("but       correlate changes its argument image");
  }

  @Test
  void aLoopThatNeverEndsCostsItsTestsAndNotTheNotebook() {
    AtomicBoolean over = new AtomicBoolean();
    CrossCorrelation endless =
        (image, kernel, stride, padding) -> {
          while (stride > 1 && !over.get()) {
            Thread.onSpinWait();
          }
          return RIGHT.correlate(image, kernel, stride, padding);
        };
    Catalogue.Entry exercise = Catalogue.find("2.1");
    assertThat(Check.check(exercise, endless, Duration.ofSeconds(1))).isEqualTo(4.8);
    over.set(true);
    assertThat(text())
        .contains(
            "  NO END  Stride skips positions\n",
            "  correlate(image, kernel, stride, padding)\n",
            "    stride    2\n",
            "    but       no result after 1 s: is there a loop that never ends?\n",
            "4 of 5 public tests passed: 4.8 of 6 points\n");
  }

  @Test
  void aHintMoreEachTimeFromTheSecondFailureOn() {
    CrossCorrelation wrong = (image, kernel, stride, padding) -> null;
    String[] hints = Catalogue.find("2.1").about().hints();
    for (int failures = 1; failures <= hints.length + 2; failures++) {
      printed.reset();
      check(wrong);
      assertThat(text().lines().filter(line -> line.startsWith("Hint ")))
          .hasSize(Math.min(failures - 1, hints.length));
    }
    check(RIGHT);
    printed.reset();
    check(wrong);
    assertThat(text()).doesNotContain("Hint");
  }

  @Test
  void whatIsNotWrittenYetIsToDoAndCostsNoHint() {
    CrossCorrelation stub =
        (image, kernel, stride, padding) -> {
          throw new UnsupportedOperationException("exercise 2.1: correlate is not written yet");
        };
    assertThat(check(stub) + check(stub)).isZero();
    assertThat(text())
        .contains("  to do   Stride skips positions\n")
        .doesNotContain("FAILED", "smallest", "Hint");
  }

  @Test
  void whatTheExerciseMustDoWithoutIsNamedAndCostsThePoints() {
    assertThat(check(new Borrowed())).isZero();
    assertThat(text())
        .contains("  passed  Stride skips positions\n")
        .endsWith(
            """
            Your answer uses cnnbook.ops.ReluOp, which this exercise must do without: no points.
            5 of 5 public tests passed: 0 of 6 points
            """);
  }

  @Test
  void aPartOfAResultIsNamed() {
    BatchNormBackward wrong =
        (x, gamma, dout, e) -> new BatchNormBackward.Gradients(dout, gamma, x);
    Check.exercise("8.2", wrong);
    assertThat(text()).contains("    expected  .dx() Tensor (1, 1, 1, 2)", "came      .dx() ");
  }

  @Test
  void somethingElseThanASolutionIsWrongUsage() {
    assertThatThrownBy(() -> Check.exercise("2.1", "text"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("class java.lang.String");
    assertThatThrownBy(() -> Check.exercise("2.99", RIGHT)).hasMessageContaining("2.99");
  }

  private static double check(CrossCorrelation solution) {
    return Check.exercise("2.1", solution);
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static final class Borrowed implements CrossCorrelation {
    @Override
    public Tensor correlate(Tensor image, Tensor kernel, int stride, int padding) {
      new ReluOp().forward(Tensor.zeros(1));
      return RIGHT.correlate(image, kernel, stride, padding);
    }
  }
}
