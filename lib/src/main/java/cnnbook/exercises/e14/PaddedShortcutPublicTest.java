package cnnbook.exercises.e14;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Inputs;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 14.3. */
@SolutionTests
public class PaddedShortcutPublicTest {
  private static final Tensor X = Inputs.image("1 2 3; 4 5 6; 7 8 9");

  @Test
  void everySecondPlaceAndAChannelOfZeros(PaddedShortcut solution) {
    Expect.that("forward([1 2 3; 4 5 6; 7 8 9], 2, 2)")
        .gives(Inputs.image("1 3; 7 9", "0 0; 0 0"), solution.forward(X, 2, 2));
  }

  @Test
  void strideOneWithoutMoreChannelsIsTheIdentity(PaddedShortcut solution) {
    Expect.that("forward([1 2 3; 4 5 6; 7 8 9], 1, 1)").gives(X, solution.forward(X, 1, 1));
  }

  @Test
  void theGradientGoesBackToItsPlaces(PaddedShortcut solution) {
    Tensor dout = Inputs.image("1 2; 3 4", "5 6; 7 8");
    Expect.that("backward(dout [1 2; 3 4] [5 6; 7 8], 1, 3, 3, 2)")
        .gives(Inputs.image("1 0 2; 0 0 0; 3 0 4"), solution.backward(dout, 1, 3, 3, 2));
  }

  @Test
  void fewerChannelsAreRefused(PaddedShortcut solution) {
    Expect.that("forward((1, 1, 3, 3), 2, 0)").isRefused(() -> solution.forward(X, 2, 0));
  }
}
