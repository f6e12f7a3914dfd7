package cnnbook.solutions.e04;

import cnnbook.exercises.e04.ConvolutionLayer;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.geometry.Window;
import cnnbook.ops.Conv2dOp;
import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 4.2 is marked by. */
@SolutionTests
public class ConvolutionLayerHiddenTest {
  @Test
  @Points(2)
  void filtersSumOverAllChannels(ConvolutionLayer solution, Random random) {
    for (int c = 2; c < 5; c++) {
      check(solution, random, c, 1 + random.nextInt(4), 1, 0, 1);
    }
  }

  @Test
  @Points(1)
  void strideAndPaddingAreKept(ConvolutionLayer solution, Random random) {
    check(solution, random, 2, 3, 1, 2, 1);
    check(solution, random, 2, 3, 3, 0, 1);
    check(solution, random, 3, 2, 2, 1, 1);
  }

  @Test
  @Points(2)
  void groupsDoNotSeeEachOther(ConvolutionLayer solution, Random random) {
    check(solution, random, 4, 6, 1, 0, 2);
    check(solution, random, 6, 3, 2, 1, 3);
    check(solution, random, 6, 4, 1, 1, 2);
  }

  @Test
  @Points(1)
  void aChannelMayHaveSeveralFiltersOfItsOwn(ConvolutionLayer solution, Random random) {
    int c = 2 + random.nextInt(3);
    check(solution, random, c, c, 1, 1, c);
    check(solution, random, c, 3 * c, 1, 0, c);
  }

  @Test
  @Points(1)
  void whatDoesNotFitIsRefused(ConvolutionLayer solution, Random random) {
    Tensor x = Tensor.gaussian(random, 0, 1, 2, 6, 3, 5);
    refuse(solution, x, Tensor.ones(4, 1, 2, 2), Tensor.ones(4), 3);
    refuse(solution, x, Tensor.ones(4, 1, 2, 2), Tensor.ones(4), 4);
    refuse(solution, x, Tensor.ones(4, 6, 2, 2), Tensor.ones(4), 2);
    refuse(solution, x, Tensor.ones(4, 3, 2, 2), Tensor.ones(5), 2);
    refuse(solution, x, Tensor.ones(4, 3, 6, 2), Tensor.ones(4), 2);
    refuse(solution, x, Tensor.ones(4, 3, 1, 8), Tensor.ones(4), 2);
    check(solution, random, 4, 2, 1, 1, 2);
  }

  private static void refuse(
      ConvolutionLayer solution, Tensor x, Tensor weight, Tensor bias, int groups) {
    Expect.that(
            "forward(x %s, weight %s, bias %s, 1, 1, %d)",
            x.shape(), weight.shape(), bias.shape(), groups)
        .isRefused(() -> solution.forward(x, weight, bias, 1, 1, groups));
  }

  private static void check(
      ConvolutionLayer solution, Random random, int c, int f, int stride, int padding, int groups) {
    int kh = 2 + random.nextInt(2);
    int h = kh + 2 + random.nextInt(3);
    Tensor x =
        Tensor.gaussian(random, 0, 1, 2 + random.nextInt(2), c, h, h + 1 + random.nextInt(3));
    Tensor weight = Tensor.gaussian(random, 0, 1, f, c / groups, kh, kh + 1);
    Tensor bias = Tensor.gaussian(random, 0, 1, f);
    Window window = Window.valid(kh, kh + 1).stride(stride).padding(padding);
    Expect.that(
            "forward(x %s, weight %s, bias %s, %d, %d, %d)",
            x.shape(), weight.shape(), bias.shape(), stride, padding, groups)
        .gives(
            new Conv2dOp(window, groups).forward(x, weight, bias).out(),
            solution.forward(x, weight, bias, stride, padding, groups));
  }
}
