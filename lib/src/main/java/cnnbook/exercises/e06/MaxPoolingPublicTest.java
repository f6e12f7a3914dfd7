package cnnbook.exercises.e06;

import static cnnbook.exercises.tests.Inputs.image;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 6.1. */
@SolutionTests
public class MaxPoolingPublicTest {
  private static final String NOTES = "1 3 2 4; 5 6 7 8; 9 10 11 12; 13 14 15 16";

  @Test
  void windowsSideBySide(MaxPooling solution) {
    forward("6 8; 14 16", solution, NOTES, 2, 2, 0);
  }

  @Test
  void overlappingWindowsAsInAlexNet(MaxPooling solution) {
    forward("9 6; 8 7", solution, "1 2 0 3 1; 4 9 0 1 5; 2 7 6 0 2; 8 1 0 3 3; 0 6 2 1 7", 3, 2, 0);
  }

  @Test
  void paddingNeverWins(MaxPooling solution) {
    forward("-1 -2; -3 -4", solution, "-1 -2; -3 -4", 2, 2, 1);
  }

  @Test
  void theWinnerGetsTheGradient(MaxPooling solution) {
    backward("0 0 0 0; 0 1 0 2; 0 0 0 0; 0 3 0 4", solution, NOTES, "1 2; 3 4", 2, 2);
  }

  @Test
  void ofEqualValuesTheFirstGetsAll(MaxPooling solution) {
    backward("0 5; 0 0", solution, "1 7; 7 7", "5", 2, 2);
  }

  @Test
  void aWindowThatDoesNotFitIsRefused(MaxPooling solution) {
    Tensor x = image("1 2 3; 4 5 6");
    Expect.that("forward(x %s, kernel 3, stride 1, padding 0)", x.shape())
        .isRefused(() -> solution.forward(x, 3, 1, 0));
  }

  private static void forward(
      String right, MaxPooling solution, String map, int kernel, int stride, int padding) {
    Tensor x = image(map);
    Expect.that("forward(x %s [%s], %d, %d, %d)", x.shape(), map, kernel, stride, padding)
        .gives(image(right), solution.forward(x, kernel, stride, padding));
  }

  private static void backward(
      String right, MaxPooling solution, String map, String gradient, int kernel, int stride) {
    Tensor x = image(map);
    Tensor dout = image(gradient);
    Expect.that(
            "backward(x %s [%s], dout %s [%s], %d, %d, 0)",
            x.shape(), map, dout.shape(), gradient, kernel, stride)
        .gives(image(right), solution.backward(x, dout, kernel, stride, 0));
  }
}
