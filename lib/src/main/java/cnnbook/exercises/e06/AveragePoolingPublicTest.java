package cnnbook.exercises.e06;

import static cnnbook.exercises.tests.Inputs.image;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 6.2. */
@SolutionTests
public class AveragePoolingPublicTest {
  @Test
  void windowsSideBySide(AveragePooling solution) {
    String map = "1 3 2 4; 5 7 6 8; 0 0 1 0; 2 2 0 3";
    forward("4 5; 1 1", solution, map, 2, 2, 0, true);
  }

  @Test
  void globalAveragePoolingIsOneWindow(AveragePooling solution) {
    forward("5", solution, "1 2 3; 4 5 6; 7 8 9", 3, 1, 0, true);
  }

  @Test
  void countedPaddingPullsTheBorderDown(AveragePooling solution) {
    forward("1 2; 3 4", solution, "4 8; 12 16", 2, 2, 1, true);
  }

  @Test
  void paddingThatDoesNotCountChangesNothing(AveragePooling solution) {
    forward("4 8; 12 16", solution, "4 8; 12 16", 2, 2, 1, false);
  }

  @Test
  void everyPlaceGetsItsShareOfEachWindow(AveragePooling solution) {
    Tensor x = Tensor.zeros(1, 1, 2, 3);
    Expect.that("backward(x %s of zeros, dout (1, 1, 1, 2) [4 8], 2, 1, 0, true)", x.shape())
        .gives(image("1 3 2; 1 3 2"), solution.backward(x, image("4 8"), 2, 1, 0, true));
  }

  @Test
  void aWindowThatDoesNotFitIsRefused(AveragePooling solution) {
    Tensor x = image("1 2 3; 4 5 6");
    Expect.that("forward(x %s, kernel 3, stride 1, padding 0, true)", x.shape())
        .isRefused(() -> solution.forward(x, 3, 1, 0, true));
  }

  private static void forward(
      String right,
      AveragePooling solution,
      String map,
      int kernel,
      int stride,
      int padding,
      boolean countPadding) {
    Tensor x = image(map);
    Expect.that(
            "forward(x %s [%s], %d, %d, %d, %b)",
            x.shape(), map, kernel, stride, padding, countPadding)
        .gives(image(right), solution.forward(x, kernel, stride, padding, countPadding));
  }
}
