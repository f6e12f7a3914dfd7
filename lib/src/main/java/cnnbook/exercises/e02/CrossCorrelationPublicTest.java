package cnnbook.exercises.e02;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 2.1. */
@SolutionTests
public class CrossCorrelationPublicTest {
  private static final Tensor IMAGE = Tensor.matrix("0 50 0 29; 0 80 31 2; 33 90 0 75; 0 9 0 95");
  private static final Tensor SOBEL = Tensor.matrix("-1 0 1; -2 0 2; -1 0 1");

  @Test
  void aKernelOfOneValueScales(CrossCorrelation solution) {
    expect(Tensor.matrix("0 100; 0 160"), solution, Tensor.matrix("0 50; 0 80"), "2", 1, 0);
  }

  @Test
  void sobelFindsTheEdgesOfTheLessonsImage(CrossCorrelation solution) {
    Expect.that("correlate(the lesson's 4×4 image, Sobel, 1, 0)")
        .gives(Tensor.matrix("29 -192; -35 -22"), solution.correlate(IMAGE, SOBEL, 1, 0));
  }

  @Test
  void paddingLetsTheKernelHangOverTheBorder(CrossCorrelation solution) {
    expect(
        Tensor.matrix("1 4 4; 6 20 16; 9 24 16"),
        solution,
        Tensor.matrix("1 2; 3 4"),
        "4 3; 2 1",
        1,
        1);
  }

  @Test
  void strideSkipsPositions(CrossCorrelation solution) {
    expect(Tensor.matrix("1 3; 9 11"), solution, Tensor.count(1, 4, 4), "1", 2, 0);
  }

  @Test
  void aKernelThatDoesNotFitIsRefused(CrossCorrelation solution) {
    Tensor image = Tensor.count(1, 2, 2);
    Expect.that("correlate(2×2 image, Sobel, 1, 0)")
        .isRefused(() -> solution.correlate(image, SOBEL, 1, 0));
  }

  private static void expect(
      Tensor right,
      CrossCorrelation solution,
      Tensor image,
      String kernel,
      int stride,
      int padding) {
    Expect.that("correlate(%s, [%s], %d, %d)", image, kernel, stride, padding)
        .gives(right, solution.correlate(image, Tensor.matrix(kernel), stride, padding));
  }
}
