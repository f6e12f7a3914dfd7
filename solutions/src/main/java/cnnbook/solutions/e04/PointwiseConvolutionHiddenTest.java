package cnnbook.solutions.e04;

import cnnbook.exercises.e04.PointwiseConvolution;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.ops.Conv1x1Op;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 4.1 is marked by. */
@SolutionTests
public class PointwiseConvolutionHiddenTest {
  @Test
  @Points(2)
  void oneImageIsMixedPixelByPixel(PointwiseConvolution solution, Random random) {
    for (int c = 1; c < 5; c++) {
      check(solution, random, 1, c, c + 1 + random.nextInt(3));
      check(solution, random, 1, c + 2, 1 + random.nextInt(2));
    }
  }

  @Test
  @Points(1)
  void asManyFiltersAsChannelsAreNoSpecialCase(PointwiseConvolution solution, Random random) {
    for (int c = 2; c < 5; c++) {
      check(solution, random, 1 + random.nextInt(2), c, c);
    }
  }

  @Test
  @Points(2)
  void imagesOfABatchStayApart(PointwiseConvolution solution, Random random) {
    for (int n = 2; n < 5; n++) {
      check(solution, random, n, 3, 2 + 2 * random.nextInt(2));
    }
  }

  @Test
  @Points(1)
  void whatDoesNotFitIsRefused(PointwiseConvolution solution, Random random) {
    int c = 2 + random.nextInt(4);
    Tensor x = Tensor.gaussian(random, 0, 1, 2, c, 3, 4);
    Expect.that("convolve(x %s, weight (3, %d), bias (3))", x.shape(), c + 1)
        .isRefused(() -> solution.convolve(x, Tensor.ones(3, c + 1), Tensor.ones(3)));
    Expect.that("convolve(x %s, weight (3, %d), bias (4))", x.shape(), c)
        .isRefused(() -> solution.convolve(x, Tensor.ones(3, c), Tensor.ones(4)));
    Expect.that("convolve(x %s, weight (3, %d), bias (1))", x.shape(), c)
        .isRefused(() -> solution.convolve(x, Tensor.ones(3, c), Tensor.ones(1)));
    check(solution, random, 1, 2, 3);
  }

  private static void check(PointwiseConvolution solution, Random random, int n, int c, int f) {
    int h = 2 + random.nextInt(3);
    Tensor x = Tensor.gaussian(random, 0, 1, n, c, h, h + 1 + random.nextInt(2));
    Tensor weight = Tensor.gaussian(random, 0, 1, f, c);
    Tensor bias = Tensor.gaussian(random, 0, 1, f);
    Expect.that("convolve(x %s, weight %s, bias %s)", x.shape(), weight.shape(), bias.shape())
        .gives(new Conv1x1Op().forward(x, weight, bias).out(), solution.convolve(x, weight, bias));
  }
}
