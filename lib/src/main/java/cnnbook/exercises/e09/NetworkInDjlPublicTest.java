package cnnbook.exercises.e09;

import static cnnbook.tensor.Tensor.matrix;
import static cnnbook.tensor.Tensor.vector;

import cnnbook.exercises.e09.NetworkInDjl.Plan;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Inputs;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 9.3. */
@SolutionTests
public class NetworkInDjlPublicTest {
  private static final Plan SMALL = new Plan(1, new int[] {1}, 1, new int[] {}, 2);
  private static final Tensor X = Inputs.image("1 2; 3 -9");

  @Test
  void leNetsParameters(NetworkInDjl solution) {
    Plan plan = new Plan(1, new int[] {6, 16}, 5, new int[] {120, 84}, 10);
    int[][] right = {
      {6, 1, 5, 5}, {6}, {16, 6, 5, 5}, {16}, {120, 784}, {120}, {84, 120}, {84}, {10, 84}, {10}
    };
    Expect.that("parameterShapes(LeNet, 28, 28)")
        .gives(right, solution.parameterShapes(plan, 28, 28));
  }

  @Test
  void convolutionReluPoolingAndADenseLayer(NetworkInDjl solution) {
    // 2·x + 1 has 7 as its largest value.
    Tensor[] parameters = {Inputs.image("2"), vector(1), matrix("1; -1"), vector(0, 10)};
    Expect.that("forward(kernel [2], bias 1, dense [1; -1] + [0 10], x [1 2; 3 -9])")
        .gives(matrix("7 3"), solution.forward(SMALL, parameters, X));
  }

  @Test
  void reluCutsBeforePooling(NetworkInDjl solution) {
    Tensor[] parameters = {Inputs.image("1"), vector(-5), matrix("1; -1"), vector(0, 10)};
    Expect.that("forward(kernel [1], bias -5, dense [1; -1] + [0 10], x [1 2; 3 -9])")
        .gives(matrix("0 10"), solution.forward(SMALL, parameters, X));
  }

  @Test
  void parametersThatDoNotFitAreRefused(NetworkInDjl solution) {
    Tensor[] parameters = {Inputs.image("2"), vector(1), matrix("1; -1; 3"), vector(0, 10, 2)};
    Expect.that("forward(two classes, a dense weight (3, 1), …)")
        .isRefused(() -> solution.forward(SMALL, parameters, X));
  }
}
