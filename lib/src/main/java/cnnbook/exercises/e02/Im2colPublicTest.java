package cnnbook.exercises.e02;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 2.2. */
@SolutionTests
public class Im2colPublicTest {
  private static final Tensor NINE = Tensor.matrix("1 2 3; 4 5 6; 7 8 9");
  private static final Tensor IMAGE = Tensor.matrix("0 50 0 29; 0 80 31 2; 33 90 0 75; 0 9 0 95");

  @Test
  void eachPositionBecomesAColumn(Im2col solution) {
    Expect.that("columns([1 2 3; 4 5 6; 7 8 9], 2, 2, 1)")
        .gives(
            Tensor.matrix("1 2 4 5; 2 3 5 6; 4 5 7 8; 5 6 8 9"), solution.columns(NINE, 2, 2, 1));
  }

  @Test
  void aWindowNeedNotBeSquare(Im2col solution) {
    Expect.that("columns([1 2 3; 4 5 6; 7 8 9], 1, 2, 1)")
        .gives(Tensor.matrix("1 2 4 5 7 8; 2 3 5 6 8 9"), solution.columns(NINE, 1, 2, 1));
  }

  @Test
  void strideSkipsPositions(Im2col solution) {
    Expect.that("columns([1 2 3; 4 5 6; 7 8 9], 1, 1, 2)")
        .gives(Tensor.matrix("1 3 7 9"), solution.columns(NINE, 1, 1, 2));
  }

  @Test
  void twoSobelKernelsFindTheEdgesOfTheLessonsImage(Im2col solution) {
    Tensor sobel = Tensor.matrix("-1 0 1 -2 0 2 -1 0 1; -1 -2 -1 0 0 0 1 2 1").reshape(2, 3, 3);
    Tensor maps = Tensor.matrix("29 -192 -35 -22; 113 86 -173 -40").reshape(2, 2, 2);
    Expect.that("correlate(the lesson's 4×4 image, both Sobel kernels, 1)")
        .gives(maps, solution.correlate(IMAGE, sobel, 1));
  }

  @Test
  void aWindowThatDoesNotFitIsRefused(Im2col solution) {
    Expect.that("columns([1 2 3; 4 5 6; 7 8 9], 4, 1, 1)")
        .isRefused(() -> solution.columns(NINE, 4, 1, 1));
  }
}
