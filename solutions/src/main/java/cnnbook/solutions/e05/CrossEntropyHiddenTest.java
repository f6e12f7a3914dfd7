package cnnbook.solutions.e05;

import cnnbook.exercises.e05.CrossEntropy;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.ops.CrossEntropyOp;
import cnnbook.ops.SoftmaxOp;
import cnnbook.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 5.1 is marked by. */
@SolutionTests
public class CrossEntropyHiddenTest {
  private static final CrossEntropyOp RIGHT = new CrossEntropyOp();

  @Test
  @Points(1)
  void sharesAreRightRowByRow(CrossEntropy solution, Random random) {
    for (int n = 1; n < 5; n++) {
      checkSoftmax(solution, Tensor.gaussian(random, 0, 2, n, n + 2));
    }
  }

  @Test
  @Points(1)
  void lossIsTheMeanOverTheRows(CrossEntropy solution, Random random) {
    for (int n = 1; n < 5; n++) {
      Tensor scores = Tensor.gaussian(random, 0, 2, n, n + 2);
      checkLoss(solution, scores, random.ints(n, 0, n + 2).toArray());
    }
  }

  @Test
  @Points(2)
  void gradientIsThatOfTheMean(CrossEntropy solution, Random random) {
    for (int n = 1; n < 5; n++) {
      Tensor scores = Tensor.gaussian(random, 0, 2, n, n + 3);
      checkGradient(solution, scores, random.ints(n, 0, n + 3).toArray());
    }
  }

  @Test
  @Points(2)
  void extremeScoresStayFinite(CrossEntropy solution, Random random) {
    double far = 500 + random.nextInt(400);
    Tensor scores = Tensor.gaussian(random, 0, 1, 3, 4);
    for (int k = 0; k < 4; k++) {
      scores.set(scores.get(0, k) + far, 0, k);
      scores.set(scores.get(1, k) - far, 1, k);
    }
    scores.set(-far, 2, 3);
    int[] labels = {1, 2, 3};
    checkSoftmax(solution, scores);
    checkLoss(solution, scores, labels);
    checkGradient(solution, scores, labels);
  }

  @Test
  @Points(1)
  void labelsThatDoNotFitAreRefused(CrossEntropy solution, Random random) {
    int classes = 3 + random.nextInt(3);
    Tensor scores = Tensor.gaussian(random, 0, 1, 2, classes);
    for (int[] labels : new int[][] {{0}, {0, 1, 2}, {1, classes}, {-1, 0}}) {
      String arguments = "(scores %s, %s)".formatted(scores.shape(), Arrays.toString(labels));
      Expect.that("loss" + arguments).isRefused(() -> solution.loss(scores, labels));
      Expect.that("gradient" + arguments).isRefused(() -> solution.gradient(scores, labels));
    }
    checkLoss(solution, scores, 0, classes - 1);
  }

  private static void checkSoftmax(CrossEntropy solution, Tensor scores) {
    Expect.that("softmax(scores %s)", scores.shape())
        .gives(new SoftmaxOp().forward(scores).out(), solution.softmax(scores));
  }

  private static void checkLoss(CrossEntropy solution, Tensor scores, int... labels) {
    Expect.that("loss(scores %s, %s)", scores.shape(), Arrays.toString(labels))
        .gives(RIGHT.forward(scores, labels).loss(), solution.loss(scores, labels));
  }

  private static void checkGradient(CrossEntropy solution, Tensor scores, int... labels) {
    Expect.that("gradient(scores %s, %s)", scores.shape(), Arrays.toString(labels))
        .gives(RIGHT.backward(RIGHT.forward(scores, labels)), solution.gradient(scores, labels));
  }
}
