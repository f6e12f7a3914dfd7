package cnnbook.solutions.e14;

import cnnbook.exercises.e14.Bottleneck;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.geometry.Window;
import cnnbook.ops.Conv2dOp;
import cnnbook.ops.ConvLayer;
import cnnbook.ops.Layer;
import cnnbook.ops.Parameter;
import cnnbook.ops.ReluOp;
import cnnbook.ops.Residual;
import cnnbook.ops.Sequential;
import cnnbook.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 14.2 is marked by. */
@SolutionTests
public class BottleneckHiddenTest {
  private static final Bottleneck RIGHT = new BottleneckReference();

  @Test
  @Points(2)
  void shapesWithAndWithoutProjection(Bottleneck solution, Random random) {
    for (int stride = 1; stride < 4; stride++) {
      int width = 2 + random.nextInt(60);
      shapes(solution, 4 * width, width, stride);
      shapes(solution, 2 * width, width, stride);
      shapes(solution, width, width, stride);
    }
  }

  @Test
  @Points(2)
  void countsOfSmallAndLargeBlocks(Bottleneck solution, Random random) {
    for (int width : new int[] {3 + random.nextInt(90), 20_000}) {
      for (int c : new int[] {4 * width, width + 1}) {
        Expect.that("parameters(%d, %d, 1)", c, width)
            .gives(RIGHT.parameters(c, width, 1), solution.parameters(c, width, 1));
        Expect.that("basicParameters(%d)", c)
            .gives(RIGHT.basicParameters(c), solution.basicParameters(c));
      }
    }
  }

  @Test
  @Points(2)
  void blocksThatKeepTheShape(Bottleneck solution, Random random) {
    forward(solution, random, 8, 2, 1);
    forward(solution, random, 12, 3, 1);
  }

  @Test
  @Points(2)
  void blocksThatProject(Bottleneck solution, Random random) {
    forward(solution, random, 3, 2, 1);
    forward(solution, random, 8, 2, 2);
    forward(solution, random, 5, 2, 3);
  }

  @Test
  @Points(1)
  void numbersBelowOneAreRefused(Bottleneck solution, Random random) {
    int width = 1 + random.nextInt(9);
    Expect.that("weightShapes(0, %d, 1)", width)
        .isRefused(() -> solution.weightShapes(0, width, 1));
    Expect.that("weightShapes(8, 0, 1)").isRefused(() -> solution.weightShapes(8, 0, 1));
    Expect.that("parameters(8, %d, 0)", width).isRefused(() -> solution.parameters(8, width, 0));
    shapes(solution, 4 * width, width, 1);
  }

  private static void shapes(Bottleneck solution, int c, int width, int stride) {
    Expect.that("weightShapes(%d, %d, %d)", c, width, stride)
        .gives(RIGHT.weightShapes(c, width, stride), solution.weightShapes(c, width, stride));
  }

  private static void forward(Bottleneck solution, Random random, int c, int width, int stride) {
    Tensor x = Tensor.gaussian(random, 0, 1, 2, c, 5, 8);
    Tensor[] weights =
        Arrays.stream(RIGHT.weightShapes(c, width, stride))
            .map(shape -> Tensor.gaussian(random, 0, 0.5, shape))
            .toArray(Tensor[]::new);
    Expect.that(
            "forward(x %s, %d weights of width %d, %d)", x.shape(), weights.length, width, stride)
        .gives(right(weights, stride).predict(x), solution.forward(x, weights, stride));
  }

  /** The block made of the library's layers. */
  private static Layer right(Tensor[] weights, int stride) {
    Layer relu = new ReluOp();
    Layer branch =
        Sequential.of(
            convolution(weights[0], 1),
            relu,
            convolution(weights[1], stride),
            relu,
            convolution(weights[2], 1));
    Layer skip = weights.length == 4 ? convolution(weights[3], stride) : Residual.identity();
    return Sequential.of(new Residual(branch, skip), relu);
  }

  private static Layer convolution(Tensor weight, int stride) {
    return new ConvLayer(
        new Conv2dOp(Window.same(weight.size(2)).stride(stride)),
        new Parameter("weight", weight),
        new Parameter("bias", Tensor.zeros(weight.size(0))));
  }
}
