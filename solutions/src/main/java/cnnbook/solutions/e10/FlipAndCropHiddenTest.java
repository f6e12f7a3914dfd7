package cnnbook.solutions.e10;

import cnnbook.exercises.e10.FlipAndCrop;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 10.2 is marked by. */
@SolutionTests
public class FlipAndCropHiddenTest {
  private static final FlipAndCrop RIGHT = new FlipAndCropReference();

  @Test
  @Points(1)
  void allChannelsAreFlipped(FlipAndCrop solution, Random random) {
    for (int w = 1; w < 7; w += 2) {
      Tensor image = Tensor.gaussian(random, 0, 1, 3, 4, w);
      Expect.that("flip(image %s)", image.shape()).gives(RIGHT.flip(image), solution.flip(image));
    }
  }

  @Test
  @Points(3)
  void cropsAnywhereInThePaddedPicture(FlipAndCrop solution, Random random) {
    Tensor image = Tensor.gaussian(random, 0, 1, 2, 5, 8);
    for (int padding = 0; padding < 4; padding++) {
      int rows = 3 + random.nextInt(2);
      int columns = rows + 2;
      int down = 5 + 2 * padding - rows;
      int right = 8 + 2 * padding - columns;
      crop(solution, image, padding, down, 0, rows, columns);
      crop(solution, image, padding, 0, right, rows, columns);
      crop(solution, image, padding, random.nextInt(down + 1), right / 2, rows, columns);
    }
  }

  @Test
  @Points(2)
  void tenViewsOfPicturesThatAreNotSquare(FlipAndCrop solution, Random random) {
    for (int side = 2; side < 5; side++) {
      Tensor image = Tensor.gaussian(random, 0, 1, 3, side + 3, side + 7);
      Expect.that("tenCrops(image %s, %d)", image.shape(), side)
          .gives(RIGHT.tenCrops(image, side), solution.tenCrops(image, side));
    }
  }

  @Test
  @Points(1)
  void partsThatLeaveThePictureAreRefused(FlipAndCrop solution, Random random) {
    Tensor image = Tensor.gaussian(random, 0, 1, 2, 4, 6);
    refuses(solution, image, 1, -1, 0, 3, 3);
    refuses(solution, image, 1, 0, 5, 4, 4);
    refuses(solution, image, 2, 5, 0, 4, 3);
    Expect.that("tenCrops(image %s, 5)", image.shape())
        .isRefused(() -> solution.tenCrops(image, 5));
    crop(solution, image, 1, 0, 4, 4, 4);
  }

  private static void crop(
      FlipAndCrop solution, Tensor image, int padding, int top, int left, int rows, int columns) {
    call(image, padding, top, left, rows, columns)
        .gives(
            RIGHT.crop(image, padding, top, left, rows, columns),
            solution.crop(image, padding, top, left, rows, columns));
  }

  private static void refuses(
      FlipAndCrop solution, Tensor image, int padding, int top, int left, int rows, int columns) {
    call(image, padding, top, left, rows, columns)
        .isRefused(() -> solution.crop(image, padding, top, left, rows, columns));
  }

  private static Expect call(Tensor image, int padding, int top, int left, int rows, int columns) {
    return Expect.that(
        "crop(image %s, %d, %d, %d, %d, %d)", image.shape(), padding, top, left, rows, columns);
  }
}
