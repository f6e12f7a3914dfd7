package cnnbook.solutions.e17;

import cnnbook.exercises.e17.GradCam;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.ops.GlobalAvgPoolOp;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 17.1 is marked by. */
@SolutionTests
public class GradCamHiddenTest {
  private static final GradCam RIGHT = new GradCamReference();

  @Test
  @Points(2)
  void weightsOfEachChannel(GradCam solution, Random random) {
    for (int c = 1; c < 6; c++) {
      Tensor gradients = Tensor.gaussian(random, 0, 1, c, 2 + random.nextInt(4), 7);
      Tensor batch = gradients.reshape(1, c, gradients.size(1), 7);
      Expect.that("channelWeights(gradients %s)", gradients.shape())
          .gives(
              new GlobalAvgPoolOp().predict(batch).reshape(c), solution.channelWeights(gradients));
    }
  }

  @Test
  @Points(3)
  void mapsOfAnyShape(GradCam solution, Random random) {
    for (int c = 2; c < 7; c++) {
      map(solution, random, c, 0.3);
      map(solution, random, c, -0.1);
    }
  }

  @Test
  @Points(1)
  void mapsWhereNothingSpeaksForTheClass(GradCam solution, Random random) {
    Tensor activations = Tensor.uniform(random, 1, 2, 3, 4, 6);
    Tensor against = Tensor.uniform(random, -2, -1, 3, 4, 6);
    Expect.that("map(positive activations, negative gradients)")
        .gives(Tensor.zeros(4, 6), solution.map(activations, against));
  }

  @Test
  @Points(1)
  void sharesOfBoxes(GradCam solution, Random random) {
    Tensor map = Tensor.uniform(random, 0, 1, 5, 8);
    for (int top = 0; top < 4; top++) {
      share(solution, map, top, 5 - top, 5 - top - random.nextInt(2), 1 + random.nextInt(3));
    }
    share(solution, map, 0, 0, 5, 8);
    share(solution, Tensor.zeros(4, 3), 1, 1, 2, 2);
  }

  @Test
  @Points(1)
  void whatDoesNotFitIsRefused(GradCam solution, Random random) {
    Tensor activations = Tensor.gaussian(random, 0, 1, 3, 4, 6);
    Tensor turned = activations.permute(0, 2, 1);
    Expect.that("map(activations %s, gradients %s)", activations.shape(), turned.shape())
        .isRefused(() -> solution.map(activations, turned));
    Tensor map = Tensor.ones(4, 6);
    Expect.that("shareInside((4, 6), 0, -1, 2, 2)")
        .isRefused(() -> solution.shareInside(map, 0, -1, 2, 2));
    Expect.that("shareInside((4, 6), 0, 5, 2, 2)")
        .isRefused(() -> solution.shareInside(map, 0, 5, 2, 2));
    share(solution, map, 0, 4, 2, 2);
  }

  private static void map(GradCam solution, Random random, int c, double mean) {
    Tensor activations = Tensor.gaussian(random, 0.5, 1, c, 4, 7);
    Tensor gradients = Tensor.gaussian(random, mean, 1, c, 4, 7);
    Expect.that("map(activations %s, gradients %s)", activations.shape(), gradients.shape())
        .gives(RIGHT.map(activations, gradients), solution.map(activations, gradients));
  }

  private static void share(
      GradCam solution, Tensor map, int top, int left, int rows, int columns) {
    Expect.that("shareInside(map %s, %d, %d, %d, %d)", map.shape(), top, left, rows, columns)
        .gives(
            RIGHT.shareInside(map, top, left, rows, columns),
            solution.shareInside(map, top, left, rows, columns));
  }
}
