package cnnbook.solutions.e17;

import cnnbook.exercises.e17.EffectiveField;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.geometry.Window;
import cnnbook.ops.Conv2dOp;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 17.2 is marked by. */
@SolutionTests
public class EffectiveFieldHiddenTest {
  private static final EffectiveField RIGHT = new EffectiveFieldReference();

  @Test
  @Points(4)
  void fieldsAreTheGradientOfTheStack(EffectiveField solution, Random random) {
    for (int layers = 0; layers < 5; layers++) {
      field(solution, Tensor.gaussian(random, 0, 1, 2, 3), layers);
      field(solution, Tensor.gaussian(random, 0, 1, 3, 1 + random.nextInt(2)), layers);
    }
  }

  @Test
  @Points(2)
  void spreadsOfFieldsWithSigns(EffectiveField solution, Random random) {
    for (int h = 1; h < 6; h++) {
      Tensor field = Tensor.gaussian(random, 0, 1, h, 7);
      // A heavy corner draws the mean away from the middle.
      field.set(9, 0, 6);
      Expect.that("spread(field %s)", field.shape())
          .gives(RIGHT.spread(field), solution.spread(field));
    }
    Expect.that("spread(zeros (2, 3))")
        .gives(new double[] {0, 0}, solution.spread(Tensor.zeros(2, 3)));
  }

  @Test
  @Points(1)
  void sharesOfTheCentre(EffectiveField solution, Random random) {
    Tensor field = Tensor.gaussian(random, 0, 1, 5, 9);
    for (int side = 1; side < 12; side += 2) {
      Expect.that("shareInCentre(field %s, %d)", field.shape(), side)
          .gives(RIGHT.shareInCentre(field, side), solution.shareInCentre(field, side));
    }
    Expect.that("shareInCentre(zeros (3, 3), 1)")
        .gives(0.0, solution.shareInCentre(Tensor.zeros(3, 3), 1));
  }

  @Test
  @Points(1)
  void whatHasNoMeaningIsRefused(EffectiveField solution, Random random) {
    Tensor even = Tensor.gaussian(random, 0, 1, 3, 4);
    Expect.that("field(kernel (3, 4), -1)").isRefused(() -> solution.field(even, -1));
    Expect.that("shareInCentre(field (3, 4), 1)").isRefused(() -> solution.shareInCentre(even, 1));
    Tensor odd = Tensor.gaussian(random, 0, 1, 3, 5);
    Expect.that("shareInCentre(field (3, 5), 2)").isRefused(() -> solution.shareInCentre(odd, 2));
    field(solution, odd, 2);
  }

  /** The library's own backward pass, from one output that fits just so. */
  private static void field(EffectiveField solution, Tensor kernel, int layers) {
    int kh = kernel.size(0);
    int kw = kernel.size(1);
    Conv2dOp op = new Conv2dOp(Window.valid(kh, kw));
    Tensor weight = kernel.reshape(1, 1, kh, kw);
    Tensor gradient = Tensor.ones(1, 1, 1, 1);
    for (int layer = 1; layer <= layers; layer++) {
      Tensor x = Tensor.zeros(1, 1, layer * (kh - 1) + 1, layer * (kw - 1) + 1);
      gradient = op.backward(op.forward(x, weight), gradient).dx();
    }
    Expect.that("field(kernel %s, %d)", kernel.shape(), layers)
        .gives(gradient.select(0, 0).select(0, 0), solution.field(kernel, layers));
  }
}
