package cnnbook.exercises.e14;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Inputs;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 14.2. */
@SolutionTests
public class BottleneckPublicTest {
  @Test
  void threeConvolutionsWhereTheSkipFits(Bottleneck solution) {
    int[][] right = {{64, 256, 1, 1}, {64, 64, 3, 3}, {256, 64, 1, 1}};
    Expect.that("weightShapes(256, 64, 1)").gives(right, solution.weightShapes(256, 64, 1));
  }

  @Test
  void aProjectionWhereItDoesNot(Bottleneck solution) {
    int[][] right = {{128, 256, 1, 1}, {128, 128, 3, 3}, {512, 128, 1, 1}, {512, 256, 1, 1}};
    Expect.that("weightShapes(256, 128, 2)").gives(right, solution.weightShapes(256, 128, 2));
  }

  @Test
  void aSeventeenthOfTheWeights(Bottleneck solution) {
    Expect.that("parameters(256, 64, 1)").gives(69_632, solution.parameters(256, 64, 1));
    Expect.that("basicParameters(256)").gives(1_179_648, solution.basicParameters(256));
  }

  @Test
  void branchAndProjectionAreAdded(Bottleneck solution) {
    // The 3×3 sums, so the branch is 10 everywhere; the four channels add -3, -2, -1, 0 times x.
    Tensor[] weights = {
      Tensor.ones(1, 1, 1, 1),
      Tensor.ones(1, 1, 3, 3),
      Tensor.ones(4, 1, 1, 1),
      Tensor.count(-3, 4, 1, 1, 1)
    };
    Tensor right = Inputs.image("7 4; 1 0", "8 6; 4 2", "9 8; 7 6", "10 10; 10 10");
    Expect.that("forward([1 2; 3 4], width 1, weights 1, projection [-3 -2 -1 0], 1)")
        .gives(right, solution.forward(Inputs.image("1 2; 3 4"), weights, 1));
  }
}
