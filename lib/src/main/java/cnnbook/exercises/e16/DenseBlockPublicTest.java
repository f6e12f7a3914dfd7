package cnnbook.exercises.e16;

import cnnbook.exercises.e16.DenseBlock.Gradients;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Inputs;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 16.1. */
@SolutionTests
public class DenseBlockPublicTest {
  private static final Tensor X = Inputs.image("1 -2; 3 4");

  /** Kernels with a middle only: the first layer doubles, the second adds both channels. */
  private static final Tensor[] WEIGHTS = {middles(2), middles(1, 1)};

  @Test
  void everyLayerSeesAllBeforeIt(DenseBlock solution) {
    Expect.that("forward([1 -2; 3 4], a layer that doubles, a layer that adds)")
        .gives(Inputs.image("1 -2; 3 4", "2 0; 6 8", "3 0; 9 12"), solution.forward(X, WEIGHTS));
  }

  @Test
  void aBlockWithoutLayersIsTheIdentity(DenseBlock solution) {
    Expect.that("forward([1 -2; 3 4], no layers)").gives(X, solution.forward(X, new Tensor[0]));
  }

  @Test
  void gradientsOfAllPathsAreAdded(DenseBlock solution) {
    // 1 by the direct way, 2 through the first layer, 1 through the second, 2 through both.
    Expect call = Expect.that("backward([1 -2; 3 4], the same layers, dout 1 everywhere)");
    Gradients came = call.present(solution.backward(X, WEIGHTS, Tensor.ones(1, 3, 2, 2)));
    call.part("dx").gives(Inputs.image("6 1; 6 6"), came.dx());
  }

  @Test
  void aWeightForOtherChannelsIsRefused(DenseBlock solution) {
    Tensor[] weights = {middles(2), middles(1)};
    Expect.that("forward(one channel, weights (1, 1, 3, 3), (1, 1, 3, 3))")
        .isRefused(() -> solution.forward(X, weights));
  }

  /** One filter of 3×3 for some channels, 0 but for its middle. */
  private static Tensor middles(double... values) {
    Tensor weight = Tensor.zeros(1, values.length, 3, 3);
    for (int c = 0; c < values.length; c++) {
      weight.set(values[c], 0, c, 1, 1);
    }
    return weight;
  }
}
