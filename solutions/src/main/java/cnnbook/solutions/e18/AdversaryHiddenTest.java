package cnnbook.solutions.e18;

import cnnbook.exercises.e18.Adversary;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.ops.CrossEntropyOp;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 18.1 is marked by. */
@SolutionTests
public class AdversaryHiddenTest {
  private static final Adversary RIGHT = new AdversaryReference();

  @Test
  @Points(3)
  void gradientsOfEachPicture(Adversary solution, Random random) {
    for (int k = 2; k < 6; k++) {
      Trial trial = new Trial(random, 3, 5, k);
      CrossEntropyOp loss = new CrossEntropyOp();
      Tensor scores = trial.x.matmul(trial.weight.transpose()).plus(trial.bias);
      // The library's loss is the mean over the batch.
      Tensor dscores = loss.backward(loss.forward(scores, trial.labels)).times(3);
      Expect.that("gradient(%s)", trial)
          .gives(
              dscores.matmul(trial.weight),
              solution.gradient(trial.x, trial.weight, trial.bias, trial.labels));
    }
  }

  @Test
  @Points(2)
  void attacksOfAnyStrength(Adversary solution, Random random) {
    for (double epsilon : new double[] {0, 0.05, 0.3, 0.8}) {
      new Trial(random, 2 + random.nextInt(3), 6, 4).attack(solution, epsilon);
    }
  }

  @Test
  @Points(2)
  void repeatedAttacksStayNear(Adversary solution, Random random) {
    for (int times = 0; times < 7; times++) {
      new Trial(random, 3, 7, 5).repeated(solution, 0.15, 0.06, times);
    }
    new Trial(random, 2, 5, 3).repeated(solution, 0.9, 0.25, 3);
  }

  @Test
  @Points(1)
  void theGradientIsNewAtEachStep(Adversary solution, Random random) {
    // At first the second class is near, later the third: the last pixel turns round.
    Tensor weight = Tensor.matrix("0 0; 0 1; 10 -1");
    Tensor bias = Tensor.vector(0, 0.5, 0);
    Tensor x = Tensor.matrix("0 0.5");
    int times = 4 + random.nextInt(2);
    Expect.that("repeated(x [0 0.5], weight [0 0; 0 1; 10 -1], bias [0 0.5 0], …, %d)", times)
        .gives(
            RIGHT.repeated(x, weight, bias, new int[1], 0.5, 0.1, times),
            solution.repeated(x, weight, bias, new int[1], 0.5, 0.1, times));
  }

  @Test
  @Points(1)
  void whatDoesNotFitIsRefused(Adversary solution, Random random) {
    Trial t = new Trial(random, 2, 4, 3);
    for (int[] labels : new int[][] {{0, 3}, {-1, 0}, {1}, {0, 1, 2}}) {
      Expect.that("attack(two pictures, three classes, %d labels, 0.1)", labels.length)
          .isRefused(() -> solution.attack(t.x, t.weight, t.bias, labels, 0.1));
    }
    Expect.that("attack(…, -0.1)")
        .isRefused(() -> solution.attack(t.x, t.weight, t.bias, t.labels, -0.1));
    Expect.that("repeated(…, 0.1, -0.1, 2)")
        .isRefused(() -> solution.repeated(t.x, t.weight, t.bias, t.labels, 0.1, -0.1, 2));
    t.attack(solution, 0.1);
  }

  /** Pixels that reach both ends of their range, and a column that no class looks at. */
  private static final class Trial {
    private final Tensor x;
    private final Tensor weight;
    private final Tensor bias;
    private final int[] labels;

    Trial(Random random, int n, int d, int k) {
      x = Tensor.uniform(random, -0.1, 1.1, n, d).map(p -> Math.min(Math.max(p, 0), 1));
      weight = Tensor.gaussian(random, 0, 1, k, d);
      for (int i = 0; i < k; i++) {
        weight.set(0, i, 1);
      }
      bias = Tensor.gaussian(random, 0, 1, k);
      labels = random.ints(n, 0, k).toArray();
    }

    void attack(Adversary solution, double epsilon) {
      Expect.that("attack(%s, %s)", this, epsilon)
          .gives(
              RIGHT.attack(x, weight, bias, labels, epsilon),
              solution.attack(x, weight, bias, labels, epsilon));
    }

    void repeated(Adversary solution, double epsilon, double step, int times) {
      Expect.that("repeated(%s, %s, %s, %d)", this, epsilon, step, times)
          .gives(
              RIGHT.repeated(x, weight, bias, labels, epsilon, step, times),
              solution.repeated(x, weight, bias, labels, epsilon, step, times));
    }

    @Override
    public String toString() {
      return "x %s, weight %s, bias %s, %d labels"
          .formatted(x.shape(), weight.shape(), bias.shape(), labels.length);
    }
  }
}
