package cnnbook.exercises.e01;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 1.1. */
@SolutionTests
public class ParameterCountsPublicTest {
  @Test
  void aDenseLayerHasItsWeightsAndABiasPerOutput(ParameterCounts solution) {
    Expect.that("mlp([3, 2])").gives(3 * 2 + 2, solution.mlp(new int[] {3, 2}));
  }

  @Test
  void theLessonsMlpHas308310(ParameterCounts solution) {
    Expect.that("mlp([3072, 100, 10])").gives(308_310, solution.mlp(new int[] {3072, 100, 10}));
  }

  @Test
  void aKernelSeesAllChannels(ParameterCounts solution) {
    // 10 kernels of 3×3×3 with biases; 32 → 30 → 15, so 15·15·10 numbers go to 10 classes.
    Expect.that("cnn(3, 32, 32, [10], 3, 10)")
        .gives(280 + 22_510, solution.cnn(3, 32, 32, new int[] {10}, 3, 10));
  }

  @Test
  void theLessonsCnnHas5994(ParameterCounts solution) {
    Expect.that("cnn(1, 28, 28, [8, 16], 5, 10)")
        .gives(208 + 3216 + 2570, solution.cnn(1, 28, 28, new int[] {8, 16}, 5, 10));
  }

  @Test
  void aKernelThatDoesNotFitIsRefused(ParameterCounts solution) {
    Expect.that("cnn(1, 4, 4, [2], 5, 10)")
        .isRefused(() -> solution.cnn(1, 4, 4, new int[] {2}, 5, 10));
  }
}
