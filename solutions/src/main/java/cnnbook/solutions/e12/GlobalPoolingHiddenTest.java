package cnnbook.solutions.e12;

import cnnbook.exercises.e12.GlobalPooling;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.geometry.Window;
import cnnbook.ops.Conv2dOp;
import cnnbook.ops.GlobalAvgPoolOp;
import cnnbook.ops.ReluOp;
import cnnbook.tensor.Shape;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 12.1 is marked by. */
@SolutionTests
public class GlobalPoolingHiddenTest {
  private static final GlobalAvgPoolOp POOL = new GlobalAvgPoolOp();

  @Test
  @Points(2)
  void meansOfABatch(GlobalPooling solution, Random random) {
    for (int n = 1; n < 4; n++) {
      Tensor x = Tensor.gaussian(random, 1, 1, n, 4, 2 + random.nextInt(4), 7);
      Expect.that("forward(x %s)", x.shape()).gives(POOL.forward(x).out(), solution.forward(x));
    }
  }

  @Test
  @Points(2)
  void gradientsOfABatch(GlobalPooling solution, Random random) {
    for (int n = 1; n < 4; n++) {
      int h = 2 + random.nextInt(4);
      Tensor dout = Tensor.gaussian(random, 0, 9, n, 3);
      GlobalAvgPoolOp.Forward pass = new GlobalAvgPoolOp.Forward(dout, Shape.of(n, 3, h, h + 2));
      Expect.that("backward(dout %s, %d, %d)", dout.shape(), h, h + 2)
          .gives(POOL.backward(pass, dout), solution.backward(dout, h, h + 2));
    }
  }

  @Test
  @Points(3)
  void scoresOfTheHead(GlobalPooling solution, Random random) {
    for (int k = 1; k < 7; k += 2) {
      check(solution, random, k);
    }
  }

  @Test
  @Points(1)
  void shapesThatDoNotFitAreRefused(GlobalPooling solution, Random random) {
    Tensor x = Tensor.gaussian(random, 0, 1, 2, 3, 4, 5);
    Tensor weight = Tensor.gaussian(random, 0, 1, 4, 3);
    refuses(solution, x, weight, Tensor.ones(1));
    refuses(solution, x, weight, Tensor.ones(3));
    refuses(solution, x, weight.transpose(), Tensor.ones(3));
    Expect.that("forward(x (3, 4, 5))").isRefused(() -> solution.forward(x.select(0, 0)));
    check(solution, random, 4);
  }

  private static void check(GlobalPooling solution, Random random, int k) {
    Tensor x = Tensor.gaussian(random, 0, 1, 2, 5, 3, 6);
    Tensor weight = Tensor.gaussian(random, 0, 1, k, 5);
    Tensor bias = Tensor.gaussian(random, 0, 1, k);
    Tensor maps = new Conv2dOp(Window.valid(1)).forward(x, weight.reshape(k, 5, 1, 1), bias).out();
    Expect.that("head(x %s, weight %s, bias %s)", x.shape(), weight.shape(), bias.shape())
        .gives(POOL.predict(new ReluOp().predict(maps)), solution.head(x, weight, bias));
  }

  private static void refuses(GlobalPooling solution, Tensor x, Tensor weight, Tensor bias) {
    Expect.that("head(x %s, weight %s, bias %s)", x.shape(), weight.shape(), bias.shape())
        .isRefused(() -> solution.head(x, weight, bias));
  }
}
