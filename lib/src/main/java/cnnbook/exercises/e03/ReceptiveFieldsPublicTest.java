package cnnbook.exercises.e03;

import cnnbook.exercises.e03.ReceptiveFields.Layer;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 3.2. */
@SolutionTests
public class ReceptiveFieldsPublicTest {
  private static final Layer CONV = new Layer(3, 1, 1, 1);
  private static final Layer POOL = new Layer(2, 2, 1, 0);

  @Test
  void threeKernelsOf3SeeAsMuchAsOneOf7(ReceptiveFields solution) {
    Expect.that("sizes(three convolutions of 3)")
        .gives(new int[] {3, 5, 7}, solution.sizes(new Layer[] {CONV, CONV, CONV}));
  }

  @Test
  void stridesMultiply(ReceptiveFields solution) {
    Expect.that("jumps(3×3, pool, 3×3, pool)")
        .gives(new int[] {1, 2, 2, 4}, solution.jumps(new Layer[] {CONV, POOL, CONV, POOL}));
  }

  @Test
  void behindAPoolAKernelSeesTwiceAsFar(ReceptiveFields solution) {
    Expect.that("sizes(3×3, pool, 3×3)")
        .gives(new int[] {3, 4, 8}, solution.sizes(new Layer[] {CONV, POOL, CONV}));
  }

  @Test
  void dilationSpreadsTheKernel(ReceptiveFields solution) {
    Expect.that("sizes(3 with dilation 4)")
        .gives(new int[] {9}, solution.sizes(new Layer[] {new Layer(3, 1, 4, 0)}));
  }

  @Test
  void placeTenOfAPaddedLayerSeesNineToEleven(ReceptiveFields solution) {
    Expect.that("span(3 with padding 1; place 10)")
        .gives(new int[] {9, 11}, solution.span(new Layer[] {CONV}, 10));
  }
}
