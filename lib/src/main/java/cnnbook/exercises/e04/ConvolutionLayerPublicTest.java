package cnnbook.exercises.e04;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 4.2. */
@SolutionTests
public class ConvolutionLayerPublicTest {
  /** Two channels of 3×3. */
  private static final Tensor X =
      Tensor.matrix("0 1 2 3 4 5 6 7 8; 1 2 3 4 5 6 7 8 9").reshape(1, 2, 3, 3);

  @Test
  void theSumsOfAllChannelsAreAdded(ConvolutionLayer solution) {
    Tensor weight = Tensor.matrix("0 1 2 3 1 2 3 4").reshape(1, 2, 2, 2);
    Expect.that("forward(x (1, 2, 3, 3), weight (1, 2, 2, 2), [0], 1, 0, 1)")
        .gives(
            Tensor.matrix("56 72; 104 120").reshape(1, 1, 2, 2),
            solution.forward(X, weight, Tensor.vector(0), 1, 0, 1));
  }

  @Test
  void eachFilterHasItsBias(ConvolutionLayer solution) {
    Tensor weight = Tensor.matrix("1 0; 0 1; 1 1").reshape(3, 2, 1, 1);
    Tensor pixel = Tensor.vector(2, 5).reshape(1, 2, 1, 1);
    Expect.that("forward(one pixel [2, 5], weight (3, 2, 1, 1), [10, 20, 30], 1, 0, 1)")
        .gives(
            Tensor.vector(12, 25, 37).reshape(1, 3, 1, 1),
            solution.forward(pixel, weight, Tensor.vector(10, 20, 30), 1, 0, 1));
  }

  @Test
  void strideAndPaddingAreTheOldOnes(ConvolutionLayer solution) {
    Tensor image = Tensor.count(1, 1, 1, 3, 3);
    Expect.that("forward([1 2 3; 4 5 6; 7 8 9], ones (1, 1, 3, 3), [0], 2, 1, 1)")
        .gives(
            Tensor.matrix("12 16; 24 28").reshape(1, 1, 2, 2),
            solution.forward(image, Tensor.ones(1, 1, 3, 3), Tensor.vector(0), 2, 1, 1));
  }

  @Test
  void inDepthwiseConvolutionEachFilterSeesOneChannel(ConvolutionLayer solution) {
    Tensor weight = Tensor.matrix("10; 100").reshape(2, 1, 1, 1);
    Expect.that("forward(x (1, 2, 3, 3), [10, 100] (2, 1, 1, 1), [0, 0], 2, 0, 2)")
        .gives(
            Tensor.matrix("0 20 60 80; 100 300 700 900").reshape(1, 2, 2, 2),
            solution.forward(X, weight, Tensor.vector(0, 0), 2, 0, 2));
  }

  @Test
  void aWeightForOtherChannelsIsRefused(ConvolutionLayer solution) {
    Expect.that("forward(x (1, 2, 3, 3), weight (1, 3, 2, 2), [0], 1, 0, 1)")
        .isRefused(() -> solution.forward(X, Tensor.ones(1, 3, 2, 2), Tensor.vector(0), 1, 0, 1));
  }
}
