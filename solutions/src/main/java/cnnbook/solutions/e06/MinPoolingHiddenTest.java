package cnnbook.solutions.e06;

import cnnbook.exercises.e06.MinPooling;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What exercise 6.3 is marked by. */
@SolutionTests
public class MinPoolingHiddenTest {
  @Test
  @Points(2)
  void everyWindowGivesItsSmallestValue(MinPooling solution, Random random) {
    for (int kernel = 1; kernel < 5; kernel++) {
      Tensor x = Tensor.gaussian(random, 0, 4, 2, 3, 2 * kernel + 1, 2 * kernel + 3);
      smallest(solution, x, kernel, kernel, 0);
    }
  }

  @Test
  @Points(2)
  void strideAndPaddingWorkOnPositiveMaps(MinPooling solution, Random random) {
    for (int kernel = 2; kernel < 5; kernel++) {
      Tensor x = Tensor.uniform(random, 5, 9, 2, 3, kernel + 3, kernel + 5);
      smallest(solution, x, kernel, 1, kernel - 1);
      smallest(solution, x, kernel, kernel + 1, 1);
    }
  }

  @Test
  @Points(2)
  void edgesAreTheLargestMinusTheSmallest(MinPooling solution, Random random) {
    for (int kernel = 1; kernel < 6; kernel += 2) {
      Tensor x = Tensor.uniform(random, 3, 9, 2, 2, 6, 7);
      Tensor right =
          pooled(x, kernel, 1, kernel / 2, window -> window.max().orElseThrow())
              .minus(pooled(x, kernel, 1, kernel / 2, window -> window.min().orElseThrow()));
      Expect.that("edges(x %s, %d)", x.shape(), kernel).gives(right, solution.edges(x, kernel));
    }
  }

  @Test
  @Points(1)
  void windowsWithoutAMiddleAreRefused(MinPooling solution, Random random) {
    Tensor x = Tensor.uniform(random, 5, 9, 1, 2, 5, 6);
    Expect.that("edges(x %s, 2)", x.shape()).isRefused(() -> solution.edges(x, 2));
    Expect.that("smallest(x %s, 6, 1, 0)", x.shape())
        .isRefused(() -> solution.smallest(x, 6, 1, 0));
    smallest(solution, x, 2, 1, 0);
  }

  private static void smallest(MinPooling solution, Tensor x, int kernel, int stride, int padding) {
    Tensor right = pooled(x, kernel, stride, padding, window -> window.min().orElseThrow());
    Expect.that("smallest(x %s, %d, %d, %d)", x.shape(), kernel, stride, padding)
        .gives(right, solution.smallest(x, kernel, stride, padding));
  }

  private static Tensor pooled(
      Tensor x, int kernel, int stride, int padding, ToDoubleFunction<DoubleStream> of) {
    Tensor out = Places.output(x, kernel, stride, padding);
    for (int i = 0; i < out.count(); i++) {
      IntStream places = IntStream.of(Places.under(x, out, i, kernel, stride, padding));
      out.data()[i] = (float) of.applyAsDouble(places.mapToDouble(place -> x.data()[place]));
    }
    return out;
  }
}
