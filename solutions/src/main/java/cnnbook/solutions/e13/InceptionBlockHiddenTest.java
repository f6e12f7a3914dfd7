package cnnbook.solutions.e13;

import cnnbook.exercises.e13.InceptionBlock;
import cnnbook.exercises.e13.InceptionChannels.Widths;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.geometry.Window;
import cnnbook.ops.ConcatOp;
import cnnbook.ops.Conv2dOp;
import cnnbook.ops.MaxPool2dOp;
import cnnbook.ops.ReluOp;
import cnnbook.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 13.2 is marked by: the block in plain Java, from the same parameters. */
@SolutionTests
public class InceptionBlockHiddenTest {
  @Test
  @Points(2)
  void shapesOfAnyWidths(InceptionBlock solution, Random random) {
    for (int i = 0; i < 3; i++) {
      Widths widths = widths(random);
      int c = 1 + random.nextInt(9);
      Expect.that("parameterShapes(%d, %s)", c, widths)
          .gives(shapes(c, widths), solution.parameterShapes(c, widths));
    }
  }

  @Test
  @Points(4)
  void batchesOfAnyShape(InceptionBlock solution, Random random) {
    for (int n = 1; n < 4; n++) {
      check(solution, random, n);
    }
  }

  @Test
  @Points(2)
  void parametersThatDoNotFitAreRefused(InceptionBlock solution, Random random) {
    Widths widths = widths(random);
    Tensor x = Tensor.gaussian(random, 0, 1, 1, 3, 4, 6);
    Tensor[] right = parameters(random, 3, widths);
    Tensor[] few = Arrays.copyOf(right, 10);
    Tensor[] swapped = right.clone();
    swapped[1] = right[3];
    swapped[3] = right[1];
    Expect.that("forward(x, %s, ten parameters)", widths)
        .isRefused(() -> solution.forward(x, widths, few));
    Expect.that("forward(x, %s, two biases swapped)", widths)
        .isRefused(() -> solution.forward(x, widths, swapped));
    check(solution, random, 2);
  }

  private static void check(InceptionBlock solution, Random random, int n) {
    Widths widths = widths(random);
    Tensor x = Tensor.gaussian(random, 0, 1, n, 3, 4 + random.nextInt(3), 8);
    Tensor[] parameters = parameters(random, 3, widths);
    Expect.that("forward(x %s, %s, parameters)", x.shape(), widths)
        .gives(right(x, parameters), solution.forward(x, widths, parameters));
  }

  /** All widths differ. */
  private static Widths widths(Random random) {
    int base = 1 + random.nextInt(3);
    return new Widths(base, base + 1, base + 4, base + 2, base + 3, base + 5);
  }

  private static int[][] shapes(int c, Widths w) {
    return new int[][] {
      {w.direct(), c, 1, 1},
      {w.direct()},
      {w.reduce3(), c, 1, 1},
      {w.reduce3()},
      {w.out3(), w.reduce3(), 3, 3},
      {w.out3()},
      {w.reduce5(), c, 1, 1},
      {w.reduce5()},
      {w.out5(), w.reduce5(), 5, 5},
      {w.out5()},
      {w.pool(), c, 1, 1},
      {w.pool()}
    };
  }

  private static Tensor[] parameters(Random random, int c, Widths widths) {
    return Arrays.stream(shapes(c, widths))
        .map(shape -> Tensor.gaussian(random, 0, 0.5, shape))
        .toArray(Tensor[]::new);
  }

  private static Tensor right(Tensor x, Tensor... p) {
    Tensor pooled = new MaxPool2dOp(Window.same(3)).predict(x);
    return new ConcatOp(1)
        .forward(
            List.of(
                layer(x, p[0], p[1]),
                layer(layer(x, p[2], p[3]), p[4], p[5]),
                layer(layer(x, p[6], p[7]), p[8], p[9]),
                layer(pooled, p[10], p[11])));
  }

  private static Tensor layer(Tensor x, Tensor weight, Tensor bias) {
    Conv2dOp convolution = new Conv2dOp(Window.same(weight.size(2)));
    return new ReluOp().predict(convolution.forward(x, weight, bias).out());
  }
}
