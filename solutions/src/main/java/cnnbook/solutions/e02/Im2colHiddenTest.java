package cnnbook.solutions.e02;

import cnnbook.exercises.e02.Im2col;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.geometry.Window;
import cnnbook.ops.Conv2dOp;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 2.2 is marked by. */
@SolutionTests
public class Im2colHiddenTest {
  @Test
  @Points(2)
  void columnsHoldWhatTheWindowSees(Im2col solution, Random random) {
    for (int i = 0; i < 4; i++) {
      checkColumns(solution, random, 1);
    }
  }

  @Test
  @Points(1)
  void strideSkipsPositionsAndDropsWhatDoesNotFit(Im2col solution, Random random) {
    for (int stride = 2; stride < 5; stride++) {
      checkColumns(solution, random, stride);
    }
  }

  @Test
  @Points(2)
  void theProductIsTheCrossCorrelation(Im2col solution, Random random) {
    for (int stride = 1; stride < 4; stride++) {
      int kh = 1 + random.nextInt(3);
      Tensor image = image(random, kh);
      Tensor kernels = Tensor.gaussian(random, 0, 1, 2 + random.nextInt(3), kh, kh + 1);
      Expect.that("correlate(image %s, kernels %s, %d)", image.shape(), kernels.shape(), stride)
          .gives(correlation(image, kernels, stride), solution.correlate(image, kernels, stride));
    }
  }

  @Test
  @Points(1)
  void aWindowThatDoesNotFitIsRefused(Im2col solution, Random random) {
    int h = 3 + random.nextInt(3);
    Tensor image = Tensor.gaussian(random, 0, 1, h, h + 3);
    Expect.that("columns(image %s, %d, 1, 2)", image.shape(), h + 1)
        .isRefused(() -> solution.columns(image, h + 1, 1, 2));
    Expect.that("correlate(image (%d, %d), kernels (2, 1, %d), 3)", h + 3, h, h + 2)
        .isRefused(() -> solution.correlate(image.transpose(), Tensor.ones(2, 1, h + 2), 3));
    checkColumns(solution, random, 1);
  }

  private static Tensor image(Random random, int kh) {
    int h = kh + 4 + random.nextInt(3);
    return Tensor.gaussian(random, 0, 1, h, h + 2 + random.nextInt(3));
  }

  /** One place of the window after the other: its row is the image seen through that place. */
  private static void checkColumns(Im2col solution, Random random, int stride) {
    int kh = 2 + random.nextInt(2);
    int kw = kh + 1;
    Tensor image = image(random, kh);
    Tensor one = Tensor.identity(kh * kw).reshape(kh * kw, kh, kw);
    Tensor seen = correlation(image, one, stride);
    Expect.that("columns(image %s, %d, %d, %d)", image.shape(), kh, kw, stride)
        .gives(
            seen.reshape(kh * kw, seen.size(1) * seen.size(2)),
            solution.columns(image, kh, kw, stride));
  }

  private static Tensor correlation(Tensor image, Tensor kernels, int stride) {
    int f = kernels.size(0);
    int kh = kernels.size(1);
    int kw = kernels.size(2);
    return new Conv2dOp(Window.valid(kh, kw).stride(stride))
        .forward(image.reshape(1, 1, image.size(0), image.size(1)), kernels.reshape(f, 1, kh, kw))
        .out()
        .select(0, 0);
  }
}
