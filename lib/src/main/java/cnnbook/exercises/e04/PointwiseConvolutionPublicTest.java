package cnnbook.exercises.e04;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 4.1. */
@SolutionTests
public class PointwiseConvolutionPublicTest {
  @Test
  void onePixelIsAMatrixTimesAVector(PointwiseConvolution solution) {
    Tensor x = Tensor.vector(1, 2, 3).reshape(1, 3, 1, 1);
    Tensor weight = Tensor.matrix("1 10 100; 0 0 -1");
    Expect.that("convolve(one pixel [1, 2, 3], [1 10 100; 0 0 -1], [0, 5])")
        .gives(
            Tensor.vector(321, 2).reshape(1, 2, 1, 1),
            solution.convolve(x, weight, Tensor.vector(0, 5)));
  }

  @Test
  void threeColoursBecomeGrey(PointwiseConvolution solution) {
    Tensor red = Tensor.vector(100, 200, 0, 0, 10, 0).reshape(1, 1, 2, 3);
    Tensor x = Tensor.zeros(1, 3, 2, 3);
    System.arraycopy(red.data(), 0, x.data(), 0, 6);
    x.set(100, 0, 1, 1, 2);
    x.set(50, 0, 2, 0, 0);
    Expect.that("convolve(picture (1, 3, 2, 3), [0.3 0.6 0.1], [0])")
        .gives(
            Tensor.vector(35, 60, 0, 0, 3, 60).reshape(1, 1, 2, 3),
            solution.convolve(x, Tensor.matrix("0.3 0.6 0.1"), Tensor.vector(0)));
  }

  @Test
  void theBiasIsAddedAtEveryPixel(PointwiseConvolution solution) {
    Expect.that("convolve(zeros (1, 1, 2, 2), [[3], [4]], [7, -1])")
        .gives(
            Tensor.vector(7, 7, 7, 7, -1, -1, -1, -1).reshape(1, 2, 2, 2),
            solution.convolve(
                Tensor.zeros(1, 1, 2, 2), Tensor.matrix("3; 4"), Tensor.vector(7, -1)));
  }

  @Test
  void aWeightForOtherChannelsIsRefused(PointwiseConvolution solution) {
    Expect.that("convolve(x (1, 3, 2, 2), weight (4, 2), bias (4))")
        .isRefused(
            () -> solution.convolve(Tensor.ones(1, 3, 2, 2), Tensor.ones(4, 2), Tensor.ones(4)));
  }
}
