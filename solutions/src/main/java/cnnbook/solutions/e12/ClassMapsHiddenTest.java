package cnnbook.solutions.e12;

import cnnbook.exercises.e12.ClassMaps;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.ops.GlobalAvgPoolOp;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 12.2 is marked by. */
@SolutionTests
public class ClassMapsHiddenTest {
  private static final ClassMaps RIGHT = new ClassMapsReference();

  @Test
  @Points(2)
  void mapsOfEveryClass(ClassMaps solution, Random random) {
    Tensor features = Tensor.gaussian(random, 0, 1, 4, 3, 6);
    for (int k = 2; k < 6; k++) {
      Tensor weight = Tensor.gaussian(random, 0, 1, k, 4);
      for (int label = 0; label < k; label++) {
        map(solution, features, weight, label);
      }
    }
  }

  @Test
  @Points(2)
  void scoresAreThoseOfTheNetwork(ClassMaps solution, Random random) {
    Tensor features = Tensor.gaussian(random, 1, 1, 5, 4, 7);
    Tensor weight = Tensor.gaussian(random, 0, 1, 3, 5);
    double bias = 1 + random.nextInt(5);
    Tensor pooled = new GlobalAvgPoolOp().predict(features.reshape(1, 5, 4, 7));
    Tensor scores = pooled.matmul(weight.transpose());
    for (int label = 0; label < 3; label++) {
      Tensor map = RIGHT.map(features, weight, label);
      Expect.that("score(map %s, %s)", map.shape(), bias)
          .gives(scores.get(0, label) + bias, solution.score(map, bias));
    }
  }

  @Test
  @Points(1)
  void enlargedMaps(ClassMaps solution, Random random) {
    for (int factor = 1; factor < 5; factor++) {
      Tensor map = Tensor.gaussian(random, 0, 1, 3, 5);
      Expect.that("enlarge(map %s, %d)", map.shape(), factor)
          .gives(RIGHT.enlarge(map, factor), solution.enlarge(map, factor));
    }
  }

  @Test
  @Points(1)
  void peaksOfNegativeAndEqualValues(ClassMaps solution, Random random) {
    for (int i = 0; i < 6; i++) {
      peak(solution, Tensor.uniform(random, -3, -1, 3, 7));
      peak(solution, Tensor.gaussian(random, 0, 1, 6, 2));
    }
    peak(solution, Tensor.matrix("0 2 0 5; 5 1 5 5"));
  }

  @Test
  @Points(1)
  void whatDoesNotFitIsRefused(ClassMaps solution, Random random) {
    Tensor features = Tensor.gaussian(random, 0, 1, 4, 3, 6);
    Tensor weight = Tensor.gaussian(random, 0, 1, 5, 4);
    for (int label : new int[] {-1, 5, 9}) {
      Expect.that("map(features (4, 3, 6), weight (5, 4), %d)", label)
          .isRefused(() -> solution.map(features, weight, label));
    }
    Expect.that("map(features (4, 3, 6), weight (4, 5), 0)")
        .isRefused(() -> solution.map(features, weight.transpose(), 0));
    Expect.that("enlarge(…, 0)").isRefused(() -> solution.enlarge(weight, 0));
    map(solution, features, weight, 4);
  }

  private static void map(ClassMaps solution, Tensor features, Tensor weight, int label) {
    Expect.that("map(features %s, weight %s, %d)", features.shape(), weight.shape(), label)
        .gives(RIGHT.map(features, weight, label), solution.map(features, weight, label));
  }

  private static void peak(ClassMaps solution, Tensor map) {
    Expect.that("peak(%s)", map).gives(RIGHT.peak(map), solution.peak(map));
  }
}
