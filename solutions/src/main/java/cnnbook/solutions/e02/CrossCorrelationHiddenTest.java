package cnnbook.solutions.e02;

import cnnbook.exercises.e02.CrossCorrelation;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 2.1 is marked by. */
@SolutionTests
public class CrossCorrelationHiddenTest {
  private static final CrossCorrelation RIGHT = new CrossCorrelationReference();

  @Test
  @Points(2)
  void everyWindowIsMultipliedAndSummed(CrossCorrelation solution, Random random) {
    for (int i = 0; i < 5; i++) {
      check(solution, random, 1, 0);
    }
  }

  @Test
  @Points(1)
  void paddingAddsZerosOnEachSide(CrossCorrelation solution, Random random) {
    for (int padding = 1; padding < 4; padding++) {
      check(solution, random, 1, padding);
    }
  }

  @Test
  @Points(2)
  void strideSkipsPositionsAndDropsWhatDoesNotFit(CrossCorrelation solution, Random random) {
    for (int stride = 2; stride < 6; stride++) {
      check(solution, random, stride, stride % 3);
    }
  }

  @Test
  @Points(1)
  void aKernelThatDoesNotFitIsRefused(CrossCorrelation solution, Random random) {
    int h = 2 + random.nextInt(3);
    Tensor image = Tensor.gaussian(random, 0, 1, h, h + 4);
    Tensor kernel = Tensor.gaussian(random, 0, 1, h + 3, 2);
    Expect.that("a kernel with too many rows")
        .isRefused(() -> solution.correlate(image, kernel, 1, 1));
    Expect.that("a kernel with too many columns")
        .isRefused(() -> solution.correlate(image.transpose(), kernel.transpose(), 2, 1));
    check(solution, random, 1, 0);
  }

  private static void check(CrossCorrelation solution, Random random, int stride, int padding) {
    int kh = 1 + random.nextInt(3);
    int h = kh + 4 + random.nextInt(4);
    Tensor image = Tensor.gaussian(random, 0, 1, h, h + 1 + random.nextInt(3));
    Tensor kernel = Tensor.gaussian(random, 0, 1, kh, kh + 1);
    Expect.that("stride %d, padding %d", stride, padding)
        .gives(
            RIGHT.correlate(image, kernel, stride, padding),
            solution.correlate(image, kernel, stride, padding));
  }
}
