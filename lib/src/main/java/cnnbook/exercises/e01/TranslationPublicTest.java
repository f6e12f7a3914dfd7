package cnnbook.exercises.e01;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 1.2. */
@SolutionTests
public class TranslationPublicTest {
  /** A seven, drawn in 6×5 pixels with a margin. */
  private static final Tensor SEVEN =
      Tensor.matrix("0 0 0 0 0; 0 9 9 9 0; 0 0 0 9 0; 0 0 9 0 0; 0 0 9 0 0; 0 0 0 0 0");

  private static final Tensor EDGE = Tensor.matrix("1 -1");

  @Test
  void aPictureMovesToTheRight(Translation solution) {
    Tensor image = Tensor.matrix("1 2 3; 4 5 6");
    Expect.that("translate([1 2 3; 4 5 6], 0, 1)")
        .gives(Tensor.matrix("0 1 2; 0 4 5"), solution.translate(image, 0, 1));
  }

  @Test
  void aSevenMovesDown(Translation solution) {
    Expect.that("translate(seven, 1, 0)")
        .gives(
            Tensor.matrix("0 0 0 0 0; 0 0 0 0 0; 0 9 9 9 0; 0 0 0 9 0; 0 0 9 0 0; 0 0 9 0 0"),
            solution.translate(SEVEN, 1, 0));
  }

  @Test
  void zeroStepsChangeNothing(Translation solution) {
    Expect.that("translate(seven, 0, 0)").gives(SEVEN, solution.translate(SEVEN, 0, 0));
  }

  @Test
  void theMapOfASevenWithinItsMarginMovesAlong(Translation solution) {
    Tensor framed = Tensor.matrix("0 0 0 0 0; 0 0 0 0 0; 0 3 7 0 0; 0 0 0 0 0");
    Expect.that("deviation([0 0 0 0 0; 0 0 0 0 0; 0 3 7 0 0; 0 0 0 0 0], [1 -1], 1, 1)")
        .gives(0.0, solution.deviation(framed, EDGE, 1, 1));
  }

  @Test
  void whatCrossesTheBorderDiffers(Translation solution) {
    // Of the moved picture: -1 -1 -1; the moved map: 0 -1 -1.
    Expect.that("deviation([1 2 3 4], [1 -1], 0, 1)")
        .gives(1.0, solution.deviation(Tensor.matrix("1 2 3 4"), EDGE, 0, 1));
  }
}
