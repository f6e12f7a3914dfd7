package cnnbook.exercises.e15;

import static cnnbook.tensor.Tensor.matrix;
import static cnnbook.tensor.Tensor.vector;

import cnnbook.exercises.e15.PreActivation.Block;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 15.2. */
@SolutionTests
public class PreActivationPublicTest {
  /** max(0, 2·x + [1 −9]) is [3 0] for x = [1 2]; a is 3, max(0, 3 − 1) is 2. */
  private static final Block BLOCK =
      new Block(vector(2, 2), vector(1, -9), matrix("1 1"), vector(1), vector(-1), matrix("5; -2"));

  private static final Tensor X = matrix("1 2");

  @Test
  void normalizationAndReluComeFirst(PreActivation solution) {
    Expect.that("forward(x [1 2], one block)")
        .gives(matrix("11 -2"), solution.forward(X, new Block[] {BLOCK}));
  }

  @Test
  void noBlocksChangeNothing(PreActivation solution) {
    Expect.that("forward(x [1 2], no blocks)").gives(X, solution.forward(X, new Block[0]));
  }

  @Test
  void theGradientTakesTheSkipAndTheBranch(PreActivation solution) {
    Tensor[] right = {matrix("7 1"), matrix("1 1")};
    Expect.that("backward(x [1 2], one block, dout [1 1])")
        .gives(right, solution.backward(X, new Block[] {BLOCK}, matrix("1 1")));
  }

  @Test
  void aBlockForOtherFeaturesIsRefused(PreActivation solution) {
    Tensor wide = matrix("1 2 3");
    Expect.that("forward(x (1, 3), a block for 2 features)")
        .isRefused(() -> solution.forward(wide, new Block[] {BLOCK}));
  }
}
