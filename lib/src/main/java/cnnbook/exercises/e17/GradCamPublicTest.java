package cnnbook.exercises.e17;

import static cnnbook.tensor.Tensor.matrix;
import static cnnbook.tensor.Tensor.vector;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Inputs;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 17.1. */
@SolutionTests
public class GradCamPublicTest {
  private static final Tensor ACTIVATIONS = maps("1 0 0; 0 2 0", "0 0 3; 0 1 0");
  private static final Tensor GRADIENTS = maps("2 2 2; 2 2 2", "-3 0 0; 0 0 -3");

  @Test
  void weightsAreMeansOfGradients(GradCam solution) {
    Expect.that("channelWeights([2 2 2; 2 2 2], [-3 0 0; 0 0 -3])")
        .gives(vector(2, -1), solution.channelWeights(GRADIENTS));
  }

  @Test
  void theMapIsCutAndNormalized(GradCam solution) {
    // Weighted: [2 0 -3; 0 3 0].
    Expect.that("map([1 0 0; 0 2 0] [0 0 3; 0 1 0], gradients with means 2, -1)")
        .gives(matrix("0.66667 0 0; 0 1 0"), solution.map(ACTIVATIONS, GRADIENTS));
  }

  @Test
  void nothingForTheClassIsZero(GradCam solution) {
    Expect.that("map(the same, gradients times -1, first channel alone)")
        .gives(
            matrix("0 0 0; 0 0 0"), solution.map(maps("1 0 0; 0 2 0"), maps("-2 -2 -2; -2 -2 -2")));
  }

  @Test
  void aShareOfTheMap(GradCam solution) {
    Expect.that("shareInside([1 0 1; 0 2 0], 0, 0, 2, 2)")
        .gives(0.75, solution.shareInside(matrix("1 0 1; 0 2 0"), 0, 0, 2, 2));
  }

  @Test
  void aBoxThatLeavesTheMapIsRefused(GradCam solution) {
    Tensor map = matrix("1 0 1; 0 2 0");
    Expect.that("shareInside((2, 3), 1, 0, 2, 2)")
        .isRefused(() -> solution.shareInside(map, 1, 0, 2, 2));
  }

  private static Tensor maps(String... channels) {
    return Inputs.image(channels).select(0, 0);
  }
}
