package cnnbook.exercises.e11;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 11.1. */
@SolutionTests
public class StackedKernelsPublicTest {
  @Test
  void twoSmallKernelsSeeAsFarAsOneOfFive(StackedKernels solution) {
    Expect.that("layers(5, 3)").gives(2, solution.layers(5, 3));
    Expect.that("layers(7, 3)").gives(3, solution.layers(7, 3));
  }

  @Test
  void parametersOfTwoLayersWith64Channels(StackedKernels solution) {
    Expect.that("parameters(64, 3, 2)").gives(73_856, solution.parameters(64, 3, 2));
    Expect.that("parameters(64, 5, 1)").gives(102_464, solution.parameters(64, 5, 1));
  }

  @Test
  void everyWeightWorksAtEveryPlace(StackedKernels solution) {
    Expect.that("multiplications(1, 4, 4, 3, 2)")
        .gives(288, solution.multiplications(1, 4, 4, 3, 2));
  }

  @Test
  void eighteenWeightsInsteadOfTwentyFive(StackedKernels solution) {
    Expect.that("saved(5, 3)").gives(0.28, solution.saved(5, 3));
  }

  @Test
  void sixCannotBeSeen(StackedKernels solution) {
    Expect.that("layers(6, 3)").isRefused(() -> solution.layers(6, 3));
  }
}
