package cnnbook.solutions.e01;

import cnnbook.exercises.e01.Translation;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 1.2 is marked by. */
@SolutionTests
public class TranslationHiddenTest {
  private static final Translation RIGHT = new TranslationReference();

  @Test
  @Points(1)
  void picturesMoveDownAndToTheRight(Translation solution, Random random) {
    Tensor image = image(random);
    for (int step = 0; step < 4; step++) {
      checkMove(solution, image, step, 3 - step);
    }
  }

  @Test
  @Points(1)
  void picturesMoveUpAndToTheLeft(Translation solution, Random random) {
    Tensor image = image(random);
    checkMove(solution, image, -1, -3);
    checkMove(solution, image, -2, 1);
    checkMove(solution, image, 2, -1);
  }

  @Test
  @Points(1)
  void aPictureMayLeaveAltogether(Translation solution, Random random) {
    Tensor image = image(random);
    checkMove(solution, image, image.size(0), 0);
    checkMove(solution, image, 1, -image.size(1) - 2);
    checkMove(solution, image, -3 * image.size(0), 1);
  }

  @Test
  @Points(1)
  void noMapDiffersInsideAMargin(Translation solution, Random random) {
    Tensor inner = Tensor.uniform(random, 1, 9, 3, 4);
    Tensor image = Tensor.zeros(11, 12);
    for (int i = 0; i < inner.count(); i++) {
      image.set(inner.data()[i], 4 + i / 4, 4 + i % 4);
    }
    checkDeviation(solution, image, Tensor.gaussian(random, 0, 1, 2, 3), 2, -1);
    checkDeviation(solution, image(random), Tensor.gaussian(random, 0, 1, 3, 2), 1, 2);
  }

  @Test
  @Points(2)
  void theLargestDifferenceIsFound(Translation solution, Random random) {
    for (int step = -3; step < 4; step++) {
      Tensor positive = Tensor.uniform(random, 1, 2, 2, 3);
      checkDeviation(solution, image(random), positive, step, 2 - step);
      checkDeviation(solution, image(random), positive.times(-1), step, 2 - step);
    }
  }

  private static Tensor image(Random random) {
    int h = 5 + random.nextInt(3);
    return Tensor.uniform(random, 1, 9, h, h + 1 + random.nextInt(3));
  }

  private static void checkMove(Translation solution, Tensor image, int down, int right) {
    Expect.that("translate(image %s, %d, %d)", image.shape(), down, right)
        .gives(RIGHT.translate(image, down, right), solution.translate(image, down, right));
  }

  private static void checkDeviation(
      Translation solution, Tensor image, Tensor kernel, int down, int right) {
    Expect.that(
            "deviation(image %s, kernel %s, %d, %d)", image.shape(), kernel.shape(), down, right)
        .gives(
            RIGHT.deviation(image, kernel, down, right),
            solution.deviation(image, kernel, down, right));
  }
}
