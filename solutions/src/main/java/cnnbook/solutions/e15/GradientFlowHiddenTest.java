package cnnbook.solutions.e15;

import cnnbook.exercises.e15.GradientFlow;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 15.1 is marked by. */
@SolutionTests
public class GradientFlowHiddenTest {
  @Test
  @Points(2)
  void plainLayersOfAnyWidthsAndDepth(GradientFlow solution, Random random) {
    for (int depth = 0; depth < 6; depth++) {
      check(solution, random, weights(random, widths(random, depth)), false);
    }
  }

  @Test
  @Points(3)
  void skipsAtAnyDepth(GradientFlow solution, Random random) {
    for (int depth = 1; depth < 6; depth++) {
      check(solution, random, squares(random, depth, 2 + random.nextInt(4)), true);
    }
    check(solution, random, squares(random, 4, 3), true);
  }

  @Test
  @Points(1)
  void deepNetworks(GradientFlow solution, Random random) {
    check(solution, random, squares(random, 30, 3), true);
    check(solution, random, squares(random, 30, 4), false);
  }

  @Test
  @Points(1)
  void matricesThatDoNotFitAreRefused(GradientFlow solution, Random random) {
    Tensor[] oblong = weights(random, new int[] {3, 2});
    Expect.that("gradients([%s], (2), true)", oblong[0].shape())
        .isRefused(() -> solution.gradients(oblong, Tensor.ones(2), true));
    Expect.that("gradients([%s], (3), false)", oblong[0].shape())
        .isRefused(() -> solution.gradients(oblong, Tensor.ones(3), false));
    check(solution, random, oblong, false);
  }

  private static int[] widths(Random random, int depth) {
    return random.ints(depth + 1, 1, 6).toArray();
  }

  private static Tensor[] squares(Random random, int depth, int width) {
    return weights(random, random.ints(depth + 1, width, width + 1).toArray());
  }

  /** Matrices from each width to the next. */
  private static Tensor[] weights(Random random, int[] widths) {
    Tensor[] weights = new Tensor[widths.length - 1];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Tensor.gaussian(random, 0, 0.5, widths[i + 1], widths[i]);
    }
    return weights;
  }

  private static void check(GradientFlow solution, Random random, Tensor[] weights, boolean skips) {
    int depth = weights.length;
    int width = depth == 0 ? 2 : weights[depth - 1].size(0);
    Tensor gradient = Tensor.gaussian(random, 0, 1, width);
    Expect.that("gradients(%d matrices, gradient %s, %b)", depth, gradient.shape(), skips)
        .gives(right(weights, gradient, skips), solution.gradients(weights, gradient, skips));
  }

  /** By whole Jacobians, ∂a[last]/∂a[i], built up from the end. */
  private static Tensor[] right(Tensor[] weights, Tensor gradient, boolean skips) {
    Tensor[] right = new Tensor[weights.length + 1];
    Tensor jacobian = Tensor.identity(gradient.count());
    for (int i = weights.length; i >= 0; i--) {
      right[i] = gradient.reshape(1, -1).matmul(jacobian).reshape(-1);
      if (i > 0) {
        Tensor layer = weights[i - 1];
        jacobian = jacobian.matmul(skips ? layer.plus(Tensor.identity(layer.size(0))) : layer);
      }
    }
    return right;
  }
}
