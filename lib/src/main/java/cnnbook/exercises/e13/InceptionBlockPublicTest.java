package cnnbook.exercises.e13;

import cnnbook.exercises.e13.InceptionChannels.Widths;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Inputs;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 13.2. */
@SolutionTests
public class InceptionBlockPublicTest {
  private static final Widths ONES = new Widths(1, 1, 1, 1, 1, 1);

  @Test
  void sixConvolutionsWithBiases(InceptionBlock solution) {
    int[][] right = {
      {64, 192, 1, 1},
      {64},
      {96, 192, 1, 1},
      {96},
      {128, 96, 3, 3},
      {128},
      {16, 192, 1, 1},
      {16},
      {32, 16, 5, 5},
      {32},
      {32, 192, 1, 1},
      {32}
    };
    Expect.that("parameterShapes(192, GoogLeNet's first block)")
        .gives(right, solution.parameterShapes(192, new Widths(64, 96, 128, 16, 32, 32)));
  }

  @Test
  void fourPathsOnOnePicture(InceptionBlock solution) {
    // All weights are 1: the paths copy, sum over 3×3, sum over 5×5, take the largest of 3×3.
    Tensor x = Inputs.image("1 0 0 0; 0 0 0 2");
    Tensor right =
        Inputs.image(
            "1 0 0 0; 0 0 0 2", "1 1 2 2; 1 1 2 2", "1 3 3 2; 1 3 3 2", "1 1 2 2; 1 1 2 2");
    Expect.that("forward([1 0 0 0; 0 0 0 2], one channel each, weights 1, biases 0)")
        .gives(right, solution.forward(x, ONES, weights(1)));
  }

  @Test
  void reluFollowsEachConvolution(InceptionBlock solution) {
    Tensor x = Inputs.image("1 2; 3 4");
    Expect.that("forward([1 2; 3 4], one channel each, weights -1, biases 0)")
        .gives(Tensor.zeros(1, 4, 2, 2), solution.forward(x, ONES, weights(-1)));
  }

  /** Parameters for one channel in and one out everywhere. */
  private static Tensor[] weights(double value) {
    return Stream.of(1, 1, 3, 1, 5, 1)
        .flatMap(k -> Stream.of(Tensor.full(value, 1, 1, k, k), Tensor.zeros(1)))
        .toArray(Tensor[]::new);
  }
}
