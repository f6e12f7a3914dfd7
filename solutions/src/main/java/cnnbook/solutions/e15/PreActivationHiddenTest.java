package cnnbook.solutions.e15;

import cnnbook.exercises.e15.PreActivation;
import cnnbook.exercises.e15.PreActivation.Block;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.ops.Layer;
import cnnbook.ops.LinearLayer;
import cnnbook.ops.Parameter;
import cnnbook.ops.Pass;
import cnnbook.ops.ReluOp;
import cnnbook.ops.Residual;
import cnnbook.ops.Sequential;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 15.2 is marked by: blocks made of the library's layers. */
@SolutionTests
public class PreActivationHiddenTest {
  private static final int N = 6;

  @Test
  @Points(2)
  void oneBlockForward(PreActivation solution, Random random) {
    for (int d = 2; d < 6; d++) {
      forward(solution, random, d, 1);
    }
  }

  @Test
  @Points(1)
  void stacksForward(PreActivation solution, Random random) {
    for (int depth = 2; depth < 6; depth++) {
      forward(solution, random, 3, depth);
    }
  }

  @Test
  @Points(2)
  void oneBlockBackward(PreActivation solution, Random random) {
    for (int d = 2; d < 6; d++) {
      backward(solution, random, d, 1);
    }
  }

  @Test
  @Points(2)
  void theGradientAtEveryDepth(PreActivation solution, Random random) {
    for (int depth = 0; depth < 5; depth++) {
      backward(solution, random, 4, depth);
    }
  }

  @Test
  @Points(1)
  void shapesThatDoNotFitAreRefused(PreActivation solution, Random random) {
    Tensor x = Tensor.gaussian(random, 0, 1, N, 3);
    Block one = block(random, 1, 4);
    Expect.that("forward(x (6, 3), a block for 1 feature)")
        .isRefused(() -> solution.forward(x, new Block[] {one}));
    Block[] right = {block(random, 3, 2)};
    Expect.that("backward(x (6, 3), a block, dout (3, 6))")
        .isRefused(() -> solution.backward(x, right, x.transpose()));
    forward(solution, random, 3, 1);
  }

  private static Block[] blocks(Random random, int d, int depth) {
    Block[] blocks = new Block[depth];
    for (int i = 0; i < depth; i++) {
      blocks[i] = block(random, d, 2 + random.nextInt(5));
    }
    return blocks;
  }

  private static Block block(Random random, int d, int k) {
    return new Block(
        Tensor.gaussian(random, 0, 1, d),
        Tensor.gaussian(random, 0, 1, d),
        Tensor.gaussian(random, 0, 0.7, k, d),
        Tensor.gaussian(random, 0, 1, k),
        Tensor.gaussian(random, 0, 1, k),
        Tensor.gaussian(random, 0, 0.7, d, k));
  }

  private static void forward(PreActivation solution, Random random, int d, int depth) {
    Block[] blocks = blocks(random, d, depth);
    Tensor x = Tensor.gaussian(random, 0, 1, N, d);
    Tensor right = x;
    for (Block block : blocks) {
      right = layer(block).predict(right);
    }
    Expect.that("forward(x %s, %d blocks)", x.shape(), depth)
        .gives(right, solution.forward(x, blocks));
  }

  private static void backward(PreActivation solution, Random random, int d, int depth) {
    Block[] blocks = blocks(random, d, depth);
    Tensor x = Tensor.gaussian(random, 0, 1, N, d);
    Tensor dout = Tensor.gaussian(random, 0, 1, N, d);
    Pass[] passes = new Pass[depth];
    for (int i = 0; i < depth; i++) {
      passes[i] = layer(blocks[i]).forward(i == 0 ? x : passes[i - 1].out(), true);
    }
    Tensor[] right = new Tensor[depth + 1];
    right[depth] = dout;
    for (int i = depth - 1; i >= 0; i--) {
      right[i] = passes[i].backward().apply(right[i + 1]);
    }
    Expect.that("backward(x %s, %d blocks, dout %s)", x.shape(), depth, dout.shape())
        .gives(right, solution.backward(x, blocks, dout));
  }

  /** A scale for each feature is a dense layer whose weight is diagonal. */
  private static Layer layer(Block block) {
    Layer relu = new ReluOp();
    Layer branch =
        Sequential.of(
            dense(diagonal(block.scale1()), block.shift1()),
            relu,
            dense(block.w1(), Tensor.zeros(block.w1().size(0))),
            dense(diagonal(block.scale2()), block.shift2()),
            relu,
            dense(block.w2(), Tensor.zeros(block.w2().size(0))));
    return new Residual(branch, Residual.identity());
  }

  private static Tensor diagonal(Tensor scale) {
    return Tensor.identity(scale.count()).times(scale);
  }

  private static Layer dense(Tensor weight, Tensor bias) {
    return new LinearLayer(new Parameter("weight", weight), new Parameter("bias", bias));
  }
}
