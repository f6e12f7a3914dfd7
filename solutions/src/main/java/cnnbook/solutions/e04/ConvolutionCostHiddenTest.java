package cnnbook.solutions.e04;

import cnnbook.exercises.e04.ConvolutionCost;
import cnnbook.exercises.e04.ConvolutionCost.Cost;
import cnnbook.exercises.e04.ConvolutionCost.Layer;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.geometry.LayerCost;
import cnnbook.geometry.Window;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 4.3 is marked by. */
@SolutionTests
public class ConvolutionCostHiddenTest {
  @Test
  @Points(1)
  void layersWithOneGroupAreCounted(ConvolutionCost solution, Random random) {
    for (int i = 0; i < 4; i++) {
      check(solution, random, layer(random, 1));
    }
  }

  @Test
  @Points(1)
  void groupsAreCounted(ConvolutionCost solution, Random random) {
    for (int groups = 2; groups < 6; groups++) {
      check(solution, random, layer(random, groups));
    }
  }

  @Test
  @Points(1)
  void largeLayersAreCounted(ConvolutionCost solution, Random random) {
    Layer layer = new Layer(40_000, 60_000 + random.nextInt(100), 3, 5, 1, 1, 1, true);
    check(solution, random, layer);
  }

  @Test
  @Points(2)
  void separableReplacementsAreCounted(ConvolutionCost solution, Random random) {
    for (int i = 0; i < 4; i++) {
      Layer layer = layer(random, 1);
      int h = 10 + random.nextInt(20);
      int w = h + 1 + random.nextInt(9);
      Expect.that("separable(%s, %d, %d)", layer, h, w)
          .gives(separable(layer, h, w), solution.separable(layer, h, w));
    }
  }

  @Test
  @Points(1)
  void whatDoesNotFitIsRefused(ConvolutionCost solution, Random random) {
    int n = 3 + random.nextInt(5);
    refuse(solution, new Layer(6, 4, 1, 1, 1, 0, 3, true), n, n + 1);
    refuse(solution, new Layer(4, 6, 1, 1, 1, 0, 3, true), n, n + 1);
    refuse(solution, new Layer(2, 2, n + 3, 1, 9, 1, 1, true), n, n + 9);
    refuse(solution, new Layer(2, 2, 1, n + 3, 9, 1, 1, true), n + 9, n);
    check(solution, random, layer(random, 2));
  }

  private static Layer layer(Random random, int groups) {
    int kh = 1 + random.nextInt(4);
    return new Layer(
        groups * (2 + random.nextInt(5)),
        groups * (7 + random.nextInt(5)),
        kh,
        kh + 1,
        1 + random.nextInt(3),
        1 + random.nextInt(2),
        groups,
        random.nextBoolean());
  }

  private static void check(ConvolutionCost solution, Random random, Layer layer) {
    int h = 10 + random.nextInt(20);
    int w = h + 1 + random.nextInt(9);
    LayerCost cost = cost(layer, layer.filters(), layer.groups(), layer.bias(), h, w);
    Expect.that("cost(%s, %d, %d)", layer, h, w)
        .gives(new Cost(cost.parameters(), cost.macs()), solution.cost(layer, h, w));
  }

  private static void refuse(ConvolutionCost solution, Layer layer, int h, int w) {
    Expect.that("cost(%s, %d, %d)", layer, h, w).isRefused(() -> solution.cost(layer, h, w));
  }

  private static Cost separable(Layer layer, int h, int w) {
    int c = layer.channels();
    Window window = window(layer);
    LayerCost cost =
        cost(layer, c, c, false, h, w)
            .plus(
                LayerCost.conv2d(
                    Window.valid(1),
                    c,
                    layer.filters(),
                    1,
                    layer.bias(),
                    window.outputHeight(h),
                    window.outputWidth(w)));
    return new Cost(cost.parameters(), cost.macs());
  }

  private static LayerCost cost(Layer layer, int filters, int groups, boolean bias, int h, int w) {
    return LayerCost.conv2d(window(layer), layer.channels(), filters, groups, bias, h, w);
  }

  private static Window window(Layer layer) {
    return Window.valid(layer.kh(), layer.kw()).stride(layer.stride()).padding(layer.padding());
  }
}
