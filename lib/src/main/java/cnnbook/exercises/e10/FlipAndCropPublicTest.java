package cnnbook.exercises.e10;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Inputs;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 10.2. */
@SolutionTests
public class FlipAndCropPublicTest {
  private static final Tensor IMAGE = image("1 2 3; 4 5 6; 7 8 9");

  @Test
  void leftAndRightChangePlaces(FlipAndCrop solution) {
    Expect.that("flip([1 2 3; 4 5 6; 7 8 9])")
        .gives(image("3 2 1; 6 5 4; 9 8 7"), solution.flip(IMAGE));
  }

  @Test
  void aCropInsideThePicture(FlipAndCrop solution) {
    Expect.that("crop([1 2 3; 4 5 6; 7 8 9], 0, 1, 0, 2, 2)")
        .gives(image("4 5; 7 8"), solution.crop(IMAGE, 0, 1, 0, 2, 2));
  }

  @Test
  void aCropOverThePaddedBorder(FlipAndCrop solution) {
    Expect.that("crop([1 2 3; 4 5 6; 7 8 9], 1, 0, 2, 3, 3)")
        .gives(image("0 0 0; 2 3 0; 5 6 0"), solution.crop(IMAGE, 1, 0, 2, 3, 3));
  }

  @Test
  void tenViews(FlipAndCrop solution) {
    Tensor[] right = {
      image("1 2; 4 5"), image("2 3; 5 6"), image("4 5; 7 8"), image("5 6; 8 9"), image("1 2; 4 5"),
      image("2 1; 5 4"), image("3 2; 6 5"), image("5 4; 8 7"), image("6 5; 9 8"), image("2 1; 5 4")
    };
    Expect.that("tenCrops([1 2 3; 4 5 6; 7 8 9], 2)").gives(right, solution.tenCrops(IMAGE, 2));
  }

  @Test
  void aCropThatLeavesThePictureIsRefused(FlipAndCrop solution) {
    Expect.that("crop((1, 3, 3), 0, 2, 0, 2, 2)")
        .isRefused(() -> solution.crop(IMAGE, 0, 2, 0, 2, 2));
  }

  private static Tensor image(String text) {
    return Inputs.image(text).select(0, 0);
  }
}
