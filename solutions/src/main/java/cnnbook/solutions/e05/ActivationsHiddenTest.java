package cnnbook.solutions.e05;

import cnnbook.exercises.e05.Activations;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.ops.EluOp;
import cnnbook.ops.LeakyReluOp;
import cnnbook.ops.ReluOp;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 5.2 is marked by. */
@SolutionTests
public class ActivationsHiddenTest {
  @Test
  @Points(1)
  void reluIsRightForAnyShape(Activations solution, Random random) {
    for (int rank = 1; rank < 5; rank++) {
      checkRelu(solution, tensor(random, rank), tensor(random, rank));
    }
  }

  @Test
  @Points(1)
  void leakyReluIsRightForAnySlope(Activations solution, Random random) {
    for (double slope = 0.25; slope < 3; slope += 0.5) {
      checkLeaky(solution, tensor(random, 3), tensor(random, 3), slope);
    }
  }

  @Test
  @Points(2)
  void eluIsRightForAnyAlpha(Activations solution, Random random) {
    for (double alpha = 0.25; alpha < 3; alpha += 0.5) {
      checkElu(solution, tensor(random, 2), tensor(random, 2), alpha);
    }
    Tensor far = Tensor.vector(-1000, 1000, -90 - random.nextInt(9), 90 + random.nextInt(9), 750);
    checkElu(solution, far, Tensor.vector(1, 2, 3, 4, 5), 2);
  }

  @Test
  @Points(1)
  void slopesAtZeroAreThoseFromTheLeft(Activations solution, Random random) {
    Tensor x = Tensor.vector(0, -1, 0, 1);
    Tensor dout = Tensor.uniform(random, 1, 2, 4);
    checkRelu(solution, x, dout);
    checkLeaky(solution, x, dout, 0.3);
    checkElu(solution, x, dout, 0.7);
  }

  @Test
  @Points(1)
  void oneTensorMayBeBothArguments(Activations solution, Random random) {
    Tensor both = tensor(random, 3);
    checkRelu(solution, both, both);
    checkLeaky(solution, both, both, 0.2);
    checkElu(solution, both, both, 1.5);
  }

  /** Sizes differ; the first two numbers have different signs. */
  private static Tensor tensor(Random random, int rank) {
    int[] sizes = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      sizes[axis] = 2 + axis;
    }
    Tensor tensor = Tensor.gaussian(random, 0, 2, sizes);
    tensor.data()[0] = -1 - random.nextFloat();
    tensor.data()[1] = 1 + random.nextFloat();
    return tensor;
  }

  private static void checkRelu(Activations solution, Tensor x, Tensor dout) {
    ReluOp right = new ReluOp();
    Expect.that("relu(x %s)", x.shape()).gives(right.forward(x), solution.relu(x));
    Expect.that("reluBackward(x %s, dout)", x.shape())
        .gives(right.backward(x, dout), solution.reluBackward(x, dout));
  }

  private static void checkLeaky(Activations solution, Tensor x, Tensor dout, double slope) {
    LeakyReluOp right = new LeakyReluOp(slope);
    Expect.that("leaky(x %s, %s)", x.shape(), slope)
        .gives(right.forward(x), solution.leaky(x, slope));
    Expect.that("leakyBackward(x %s, dout, %s)", x.shape(), slope)
        .gives(right.backward(x, dout), solution.leakyBackward(x, dout, slope));
  }

  private static void checkElu(Activations solution, Tensor x, Tensor dout, double alpha) {
    EluOp right = new EluOp(alpha);
    Expect.that("elu(x %s, %s)", x.shape(), alpha).gives(right.forward(x), solution.elu(x, alpha));
    Expect.that("eluBackward(x %s, dout, %s)", x.shape(), alpha)
        .gives(right.backward(x, dout), solution.eluBackward(x, dout, alpha));
  }
}
