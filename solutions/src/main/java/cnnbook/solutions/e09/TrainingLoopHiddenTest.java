package cnnbook.solutions.e09;

import cnnbook.exercises.e09.TrainingLoop;
import cnnbook.exercises.e09.TrainingLoop.State;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.ops.CrossEntropyOp;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 9.2 is marked by. */
@SolutionTests
public class TrainingLoopHiddenTest {
  private static final TrainingLoop RIGHT = new TrainingLoopReference();

  @Test
  @Points(2)
  void aStepFromRest(TrainingLoop solution, Random random) {
    for (int n = 1; n < 5; n++) {
      checkStep(solution, random, n, 0);
    }
  }

  @Test
  @Points(2)
  void stepsWithMomentum(TrainingLoop solution, Random random) {
    checkStep(solution, random, 7, 0.9);
    checkStep(solution, random, 4, 0.3);
  }

  @Test
  @Points(3)
  void trainingReachesItsGoal(TrainingLoop solution, Random random) {
    trains(solution, random, 3, 0.1, 1);
    trains(solution, random, 4, 0.05, 10);
  }

  @Test
  @Points(1)
  void labelsThatDoNotFitAreRefused(TrainingLoop solution, Random random) {
    State state = state(random, 3, 2);
    Tensor x = Tensor.gaussian(random, 0, 1, 2, 2);
    for (int[] labels : new int[][] {{0, 3}, {-1, 0}, {0, 1, 2}, {0}}) {
      Expect.that("step(three classes, x (2, 2), %d labels, …)", labels.length)
          .isRefused(() -> solution.step(state, x, labels, 0.1, 0.9));
    }
    checkStep(solution, random, 2, 0.5);
  }

  private static void checkStep(TrainingLoop solution, Random random, int n, double momentum) {
    State state = state(random, 4, 3);
    Tensor x = Tensor.gaussian(random, 0, 1, n, 3);
    int[] labels = random.ints(n, 0, 4).toArray();
    State right = RIGHT.step(state, x, labels, 0.2, momentum);
    Expect call = Expect.that("step(weight (4, 3), x %s, …, 0.2, %s)", x.shape(), momentum);
    State came = call.present(solution.step(state, x, labels, 0.2, momentum));
    call.part("weight").gives(right.weight(), came.weight());
    call.part("bias").gives(right.bias(), came.bias());
    call.part("weightVelocity").gives(right.weightVelocity(), came.weightVelocity());
    call.part("biasVelocity").gives(right.biasVelocity(), came.biasVelocity());
  }

  private static State state(Random random, int k, int d) {
    return new State(
        Tensor.gaussian(random, 0, 1, k, d),
        Tensor.gaussian(random, 0, 1, k),
        Tensor.gaussian(random, 0, 1, k, d),
        Tensor.gaussian(random, 0, 1, k));
  }

  /** A cloud around each axis: what comes back is tried on the examples here. */
  private static void trains(
      TrainingLoop solution, Random random, int classes, double goal, double scale) {
    int n = 60;
    Tensor x = Tensor.gaussian(random, 0, 0.1 * scale, n, classes);
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i % classes;
      x.set(x.get(i, labels[i]) + scale, i, labels[i]);
    }
    Expect call = Expect.that("train(x %s, %d classes, goal %s)", x.shape(), classes, goal);
    State came = call.present(solution.train(x, labels, classes, goal));
    Tensor scores = x.matmul(came.weight().transpose()).plus(came.bias());
    double loss = new CrossEntropyOp().forward(scores, labels).loss();
    Expect.that("the mean loss of what train returned").isAtMost(goal + 1e-5, loss);
  }
}
