package cnnbook.exercises.e17;

import static cnnbook.tensor.Tensor.matrix;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 17.2. */
@SolutionTests
public class EffectiveFieldPublicTest {
  private static final Tensor KERNEL = matrix("1 2; 3 4");

  @Test
  void oneLayerSeesItsKernel(EffectiveField solution) {
    Expect.that("field([1 2; 3 4], 1)").gives(KERNEL, solution.field(KERNEL, 1));
  }

  @Test
  void noLayerSeesOnePixel(EffectiveField solution) {
    Expect.that("field([1 2; 3 4], 0)").gives(matrix("1"), solution.field(KERNEL, 0));
  }

  @Test
  void theMiddleCountsMost(EffectiveField solution) {
    Expect.that("field([1 1 1], 3)")
        .gives(matrix("1 3 6 7 6 3 1"), solution.field(matrix("1 1 1"), 3));
  }

  @Test
  void theSpreadOfABox(EffectiveField solution) {
    Expect.that("spread([1 0 1; 1 0 1; 1 0 1])")
        .gives(new double[] {0.81650, 1}, solution.spread(matrix("1 0 1; 1 0 1; 1 0 1")));
  }

  @Test
  void theShareOfTheCentre(EffectiveField solution) {
    Expect.that("shareInCentre([1 3 6 7 6 3 1], 3)")
        .gives(19.0 / 27, solution.shareInCentre(matrix("1 3 6 7 6 3 1"), 3));
  }
}
