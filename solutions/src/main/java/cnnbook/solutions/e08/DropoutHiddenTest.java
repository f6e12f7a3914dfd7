package cnnbook.solutions.e08;

import cnnbook.exercises.e08.Dropout;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 8.3 is marked by. */
@SolutionTests
public class DropoutHiddenTest {
  private static final Dropout RIGHT = new DropoutReference();

  @Test
  @Points(2)
  void trainingDropsAndScales(Dropout solution, Random random) {
    for (double p : new double[] {0, 0.3, 0.8}) {
      Tensor x = Tensor.gaussian(random, 0, 1, 2, 3, 4);
      forward(solution, x, Tensor.uniform(random, 0, 1, 2, 3, 4), p, true);
    }
  }

  @Test
  @Points(1)
  void inferenceChangesNothingInEitherDirection(Dropout solution, Random random) {
    Tensor x = Tensor.gaussian(random, 0, 1, 5, 3);
    Tensor uniform = Tensor.uniform(random, 0, 1, 5, 3);
    forward(solution, x, uniform, 0.6, false);
    backward(solution, x, uniform, 0.6, false);
  }

  @Test
  @Points(2)
  void theGradientIsDroppedAndScaledAlike(Dropout solution, Random random) {
    for (double p : new double[] {0, 0.4, 0.75}) {
      Tensor dout = Tensor.gaussian(random, 0, 1, 7, 4);
      backward(solution, dout, Tensor.uniform(random, 0, 1, 7, 4), p, true);
    }
  }

  @Test
  @Points(1)
  void aNumberEqualToPStays(Dropout solution, Random random) {
    Tensor x = Tensor.gaussian(random, 0, 1, 3);
    forward(solution, x, Tensor.vector(0.25, 0.24, 0.26), 0.25, true);
    forward(solution, x, Tensor.vector(0, 0, 0.5), 0, true);
  }

  @Test
  @Points(1)
  void badProbabilitiesAndShapesAreRefused(Dropout solution, Random random) {
    Tensor x = Tensor.gaussian(random, 0, 1, 2, 3);
    for (double p : new double[] {1, -0.1, 1.5, Double.NaN}) {
      Expect.that("forward(x (2, 3), uniform (2, 3), %s, true)", p)
          .isRefused(() -> solution.forward(x, x, p, true));
    }
    Expect.that("backward(dout (2, 3), uniform (3, 2), 0.5, true)")
        .isRefused(() -> solution.backward(x, x.transpose(), 0.5, true));
    forward(solution, x, Tensor.uniform(random, 0, 1, 2, 3), 0.5, true);
  }

  private static void forward(
      Dropout solution, Tensor x, Tensor uniform, double p, boolean training) {
    Expect.that("forward(x %s, uniform %s, %s, %b)", x.shape(), uniform.shape(), p, training)
        .gives(RIGHT.forward(x, uniform, p, training), solution.forward(x, uniform, p, training));
  }

  private static void backward(
      Dropout solution, Tensor dout, Tensor uniform, double p, boolean training) {
    Expect.that("backward(dout %s, uniform %s, %s, %b)", dout.shape(), uniform.shape(), p, training)
        .gives(
            RIGHT.backward(dout, uniform, p, training),
            solution.backward(dout, uniform, p, training));
  }
}
