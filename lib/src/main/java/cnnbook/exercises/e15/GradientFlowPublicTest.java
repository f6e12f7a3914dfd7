package cnnbook.exercises.e15;

import static cnnbook.tensor.Tensor.matrix;
import static cnnbook.tensor.Tensor.vector;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 15.1, on the matrices of the notes. */
@SolutionTests
public class GradientFlowPublicTest {
  private static final Tensor[] NOTES = {
    matrix("0.5 0.3; 0.2 0.4"), matrix("0.6 0.1; 0.4 0.2"), matrix("0.7 0.3; 0.5 0.9")
  };
  private static final Tensor LAST = vector(1, 0.5);

  @Test
  void plainLayersShrinkTheGradient(GradientFlow solution) {
    check(
        solution,
        NOTES,
        false,
        vector(0.484, 0.359),
        vector(0.87, 0.245),
        vector(0.95, 0.75),
        LAST);
  }

  @Test
  void skipsKeepTheGradientAlive(GradientFlow solution) {
    check(
        solution, NOTES, true, vector(5.769, 3.459), vector(3.62, 1.695), vector(1.95, 1.25), LAST);
  }

  @Test
  void noLayersHaveOneGradient(GradientFlow solution) {
    check(solution, new Tensor[0], true, LAST);
  }

  @Test
  void thirtyLayersVanishOrExplode(GradientFlow solution) {
    Tensor[] deep = new Tensor[30];
    for (int i = 0; i < deep.length; i++) {
      deep[i] = NOTES[i % NOTES.length];
    }
    Expect.that("the input's largest gradient after 30 plain layers is below 0.01")
        .gives(true, first(solution.gradients(deep, LAST, false)).max() < 0.01);
    Expect.that("the input's largest gradient after 30 layers with skips is above 10 million")
        .gives(true, first(solution.gradients(deep, LAST, true)).max() > 1e7);
  }

  private static Tensor first(Tensor[] gradients) {
    Expect call = Expect.that("gradients(30 layers)[0]");
    return call.present(call.present(gradients)[0]);
  }

  private static void check(
      GradientFlow solution, Tensor[] weights, boolean skips, Tensor... right) {
    String text = "gradients(%d matrices of the notes, [1 0.5], %b)";
    Expect.that(text, weights.length, skips).gives(right, solution.gradients(weights, LAST, skips));
  }
}
